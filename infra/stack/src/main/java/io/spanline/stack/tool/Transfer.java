package io.spanline.stack.tool;

import io.spanline.stack.Received;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way into a file: counted, summed and bounded. The client's threads fill it, the
 * thread that waits looks at it.
 */
final class Transfer implements HttpResponse.BodyHandler<Void>, AutoCloseable {
  static final int OK = 200;

  private final OutputStream out;
  private final long mostBytes;
  private final MessageDigest digest = sha256();
  private HttpResponse.@Nullable ResponseInfo head;
  private @Nullable IOException trouble;
  private Received received = new Received(0, 0);
  private long moved = System.nanoTime();
  private boolean closed;

  /**
   * A transfer of which nothing has come.
   *
   * @param file is made, or emptied
   * @param mostBytes more are counted, not kept
   */
  Transfer(Path file, long mostBytes) throws IOException {
    this.out = Files.newOutputStream(file);
    this.mostBytes = mostBytes;
  }

  @Override
  public synchronized HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo answer) {
    head = answer;
    moved = System.nanoTime();
    if (answer.statusCode() != OK) {
      return HttpResponse.BodySubscribers.discarding();
    }
    long length = answer.headers().firstValueAsLong("content-length").orElse(0);
    received = new Received(0, Math.max(length, 0));
    return HttpResponse.BodySubscribers.ofByteArrayConsumer(bytes -> bytes.ifPresent(this::take));
  }

  private synchronized void take(byte[] bytes) {
    if (closed || trouble != null) {
      return;
    }
    moved = System.nanoTime();
    received = new Received(received.bytes() + bytes.length, received.of());
    if (isTooLarge()) {
      return;
    }
    try {
      out.write(bytes);
      digest.update(bytes);
    } catch (IOException e) {
      // Thrown where somebody waits; here it would be told as a fault of the network.
      trouble = e;
    }
  }

  /** Status and headers, once they have come. */
  synchronized HttpResponse.@Nullable ResponseInfo head() {
    return head;
  }

  synchronized Received received() {
    return received;
  }

  synchronized boolean isTooLarge() {
    return received.bytes() > mostBytes;
  }

  /** How long no byte has come. */
  synchronized Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - moved);
  }

  /** Throws what kept bytes from being written. */
  synchronized void check() throws IOException {
    if (trouble != null) {
      throw trouble;
    }
  }

  /** The SHA-256 of what has come, in hex; asked once, at the end. */
  synchronized String sum() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What comes from now on is not kept. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    out.close();
  }

  /** A digest that has taken nothing yet. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
