"""Any OpenAI-compatible service; the only package that imports openai.

The SDK builds requests; their answers are read here. All rules of the network and all errors of the
service are the transport's (see `limner.services.transport`).
"""
