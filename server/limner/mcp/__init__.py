"""Agents: Limner as a server of the Model Context Protocol.

The only package that imports the official SDK, which the extra ``limner[mcp]`` brings.
"""
