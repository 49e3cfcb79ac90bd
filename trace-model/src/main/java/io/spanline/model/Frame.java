package io.spanline.model;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A message without the repeated field that holds its parts: what stands before them and after. */
final class Frame {
  private static final int FIRST_FIELD = 1;
  // Drawn anew in each process: a sender must not be able to make up frames that share a hash.
  private static final long SEED = new SecureRandom().nextLong() | 1;

  private final byte[] bytes;
  private final int headBytes;
  private final int hash;

  private Frame(byte[] bytes, int headBytes) {
    this.bytes = bytes;
    this.headBytes = headBytes;
    this.hash = hash(bytes);
  }

  /**
   * The frame of a message whose parts are its second field.
   *
   * @param head its first field; null if it has none
   */
  static Frame of(Message message, @Nullable Message head) {
    int headBytes = head == null ? 0 : CodedOutputStream.computeMessageSize(FIRST_FIELD, head);
    return new Frame(message.toByteArray(), headBytes);
  }

  private static int hash(byte[] bytes) {
    long hash = bytes.length;
    for (byte one : bytes) {
      hash = (hash ^ one) * SEED;
      hash ^= hash >>> Integer.SIZE;
    }
    return (int) hash;
  }

  /** A parser that drops what no field of ours holds. */
  static <M extends Message> Parser<M> known(Parser<M> parser) {
    return DiscardUnknownFieldsParser.wrap(parser);
  }

  <M> M read(Parser<M> parser) {
    return read(bytes, 0, bytes.length, parser);
  }

  /** Reads bytes that were read before. */
  static <M> M read(byte[] bytes, int from, int length, Parser<M> parser) {
    try {
      return parser.parseFrom(bytes, from, length);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("bytes that were valid are not any more", e);
    }
  }

  int size() {
    return bytes.length;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Puts what stands before the parts; returns the place after it. */
  int putHead(byte[] into, int at) {
    System.arraycopy(bytes, 0, into, at, headBytes);
    return at + headBytes;
  }

  /** Puts what stands after the parts; returns the place after it. */
  int putTail(byte[] into, int at) {
    System.arraycopy(bytes, headBytes, into, at, bytes.length - headBytes);
    return at + bytes.length - headBytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Frame frame
            && hash == frame.hash
            && Arrays.equals(bytes, frame.bytes));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
