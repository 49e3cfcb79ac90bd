package io.spanline.cli.toxics;

/** Whose a Toxiproxy is, and so who sweeps it. */
public enum Whose {
  /** The running stack's, which sweeps it and may start it anew. */
  STACK,
  /** Named by SPANLINE_TOXIPROXY_API; of ours only the container of Compose may sweep it. */
  USER,
  /** A killed stack's. */
  NOBODY
}
