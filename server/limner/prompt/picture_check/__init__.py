"""Whether a picture shows what its words say: questions, a model that looks, a short table."""
