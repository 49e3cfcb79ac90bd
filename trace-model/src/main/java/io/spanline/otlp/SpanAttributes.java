package io.spanline.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.spanline.model.AttributeText;
import io.spanline.model.Origin;
import io.spanline.model.Peer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in its bytes a span has the attributes that its facts are made of. */
final class SpanAttributes implements Peer.Said {
  private static final String STEP = "messaging.operation.type";
  private static final String OLD_STEP = "messaging.operation";
  // Whatever is asked below, or by Peer.
  private static final List<String> KEYS =
      List.of(
          STEP,
          OLD_STEP,
          "service.peer.name",
          "service.peer.namespace",
          "peer.service",
          "db.system.name",
          "db.system",
          "db.namespace",
          "db.name",
          "messaging.system",
          "messaging.destination.temporary",
          "messaging.destination.anonymous",
          "messaging.temp_destination",
          "messaging.destination.template",
          "messaging.destination.name",
          "messaging.destination",
          "server.address",
          "net.peer.name",
          "server.port",
          "net.peer.port");
  private static final byte[][] KEY_BYTES =
      KEYS.stream().map(key -> key.getBytes(UTF_8)).toArray(byte[][]::new);
  private static final Map<String, Integer> SLOTS = new HashMap<>();
  private static final byte[] BY_LENGTH_AND_END = new byte[1 << 10];
  private static final int NONE = -1;

  static {
    Arrays.fill(BY_LENGTH_AND_END, (byte) NONE);
    for (int slot = 0; slot < KEYS.size(); slot++) {
      byte[] key = KEY_BYTES[slot];
      int place = place(key, 0, key.length);
      if (BY_LENGTH_AND_END[place] != NONE) {
        throw new IllegalStateException("two keys have one place: " + KEYS.get(slot));
      }
      BY_LENGTH_AND_END[place] = (byte) slot;
      SLOTS.put(KEYS.get(slot), slot);
    }
  }

  private final WireCursor in;
  private final ByteTable<String> texts = new ByteTable<>();
  private final ByteRange value = new ByteRange();
  private final int[] from = new int[KEYS.size()];
  private final int[] to = new int[KEYS.size()];
  private int found;
  private @Nullable Origin origin;

  SpanAttributes(WireCursor in) {
    this.in = in;
  }

  void clear(Origin spansOrigin) {
    found = 0;
    origin = spansOrigin;
  }

  /** Notes an attribute if it is one of those; of two with the same key the first counts. */
  void note(int keyFrom, int keyTo, int valueFrom, int valueTo) {
    if (keyTo == keyFrom) {
      return;
    }
    int slot = BY_LENGTH_AND_END[place(in.bytes(), keyFrom, keyTo)];
    if (slot == NONE || (found & 1 << slot) != 0) {
      return;
    }
    byte[] key = KEY_BYTES[slot];
    if (Arrays.equals(key, 0, key.length, in.bytes(), keyFrom, keyTo)) {
      found |= 1 << slot;
      from[slot] = valueFrom;
      to[slot] = valueTo;
    }
  }

  /** Whether the span took a message from its destination, or settled it. */
  boolean takesMessage() {
    if (found == 0) {
      return false;
    }
    String type = text(STEP);
    String step = type == null ? text(OLD_STEP) : type;
    return "receive".equals(step) || "settle".equals(step);
  }

  @Nullable String peer() {
    return found == 0 ? null : Peer.of(this);
  }

  @Override
  public @Nullable String text(String key) {
    int slot = SLOTS.getOrDefault(key, NONE);
    if (slot == NONE) {
      throw new IllegalArgumentException("not among the attributes that are read: " + key);
    }
    return (found & 1 << slot) == 0 ? null : text(from[slot], to[slot]);
  }

  @Override
  public @Nullable String namespace() {
    return origin == null ? null : origin.namespace();
  }

  private @Nullable String text(int valueFrom, int valueTo) {
    byte[] bytes = in.bytes();
    ByteRange key = value.set(bytes, valueFrom, valueTo);
    String known = texts.find(key);
    if (known != null || valueFrom == valueTo) {
      return known;
    }
    String text = AttributeText.of(value(bytes, valueFrom, valueTo));
    if (text != null) {
      texts.put(key, text);
    }
    return text;
  }

  private static AnyValue value(byte[] bytes, int from, int to) {
    try {
      return AnyValue.parseFrom(UnsafeByteOperations.unsafeWrap(bytes, from, to - from));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a value that was valid is not any more", e);
    }
  }

  private static int place(byte[] bytes, int from, int to) {
    int length = to - from;
    int mixed = length << 16 | (bytes[to - 1] & 0xff) << 8 | (bytes[from + (length >> 2)] & 0xff);
    return (mixed * 0x9E3779B1) >>> 22;
  }
}
