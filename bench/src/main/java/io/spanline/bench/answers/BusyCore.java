package io.spanline.bench.answers;

/** Keeps one core busy. */
final class BusyCore implements AutoCloseable {
  private final Thread thread = new Thread(BusyCore::spin, "busy-core");

  private BusyCore() {
    thread.setDaemon(true);
    thread.start();
  }

  static BusyCore start() {
    return new BusyCore();
  }

  private static void spin() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
