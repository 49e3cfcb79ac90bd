package io.spanline.harness.process;

/** Something that must come did not come in time. */
public final class WaitedInVain extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WaitedInVain(String message) {
    super(message);
  }
}
