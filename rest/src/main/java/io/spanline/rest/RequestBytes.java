package io.spanline.rest;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Reads the body of a request within bounds of size and time: a body that drips in byte by byte
 * would otherwise hold a thread for as long as it likes.
 */
final class RequestBytes {
  static final long MOST_BYTES = 64 << 10;

  static final String LONGEST = "spanline.longest-body";
  private static final int CHUNK = 1 << 13;
  private static final String CONNECTION = "Connection";
  private static final String CLOSE = "close";

  private RequestBytes() {}

  /**
   * Reads all of it.
   *
   * @throws ProblemException 413 for too many bytes, 408 for too long a time, 400 for a body that
   *     ends early
   */
  static byte[] read(Context context) {
    if (context.req().getContentLengthLong() > MOST_BYTES) {
      throw tooLarge();
    }
    Duration longest = longest(context);
    long begun = System.nanoTime();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = context.req().getInputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        bytes.write(chunk, 0, n);
        if (bytes.size() > MOST_BYTES) {
          throw tooLarge();
        }
        if (System.nanoTime() - begun > longest.toNanos()) {
          throw tooSlow(context, longest);
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      if (e.getCause() instanceof java.util.concurrent.TimeoutException) {
        throw tooSlow(context, longest);
      }
      throw Problem.of(400, "body ends before it is complete");
    }
  }

  /**
   * Reads and drops what a refused request still sends, within the time limit of a body. Closing a
   * connection with unread bytes resets it, and a caller that is still sending would see the reset
   * instead of the answer (RFC 9112, 9.6).
   */
  static void discardRest(Context context) {
    if (sendsNoMore(context)) {
      return;
    }
    long begun = System.nanoTime();
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = context.req().getInputStream();
      while (in.read(chunk) >= 0) {
        if (System.nanoTime() - begun > longest(context).toNanos()) {
          context.header(CONNECTION, CLOSE);
          return;
        }
      }
    } catch (IOException e) {
      context.header(CONNECTION, CLOSE);
    }
  }

  /** Whether the caller asked before sending, and so has not begun, or has used up its time. */
  private static boolean sendsNoMore(Context context) {
    return context.header("Expect") != null || CLOSE.equals(context.res().getHeader(CONNECTION));
  }

  private static Duration longest(Context context) {
    return (Duration) context.req().getServletContext().getAttribute(LONGEST);
  }

  private static ProblemException tooLarge() {
    return Problem.of(413, "body is larger than %s bytes".formatted(MOST_BYTES));
  }

  private static ProblemException tooSlow(Context context, Duration longest) {
    // What is left of the body cannot be told from the next request.
    context.header(CONNECTION, CLOSE);
    return Problem.of(408, "body did not come within %s s".formatted(longest.toSeconds()));
  }
}
