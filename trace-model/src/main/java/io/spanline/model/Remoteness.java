package io.spanline.model;

/** Where a span's parent was made, as far as the span says; many SDKs say nothing. */
public enum Remoteness {
  UNSAID,
  /** In the span's own process. */
  LOCAL,
  /** In another process. */
  REMOTE;

  // OTLP's span flags: bit 8 says that bit 9 is known, bit 9 that the parent is remote.
  private static final int SAID = 0x100;
  private static final int IS_REMOTE = 0x200;

  static Remoteness ofFlags(int flags) {
    if ((flags & SAID) == 0) {
      return UNSAID;
    }
    return (flags & IS_REMOTE) == 0 ? LOCAL : REMOTE;
  }
}
