package io.spanline.streams.assembly;

import io.spanline.model.Span;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * The services of a remembered trace as numbers of two bytes. A trace has a few; of one that makes
 * them up, those beyond the bound are {@value Span#UNKNOWN_SERVICE}, whose number is 0.
 */
final class ServiceNames {
  private static final int MOST_BYTES = 512 << 10;
  private static final int MOST_NAMES = 0xffff;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final ByteArrayOutputStream texts = new ByteArrayOutputStream();

  short number(String service) {
    Integer known = numbers.get(service);
    if (known == null && numbers.size() < MOST_NAMES && texts.size() < MOST_BYTES) {
      known = numbers.size() + 1;
      numbers.put(service, known);
      byte[] text = service.getBytes(StandardCharsets.UTF_8);
      ByteBuffer length = ByteBuffer.allocate(5);
      ByteUtils.writeUnsignedVarint(text.length, length);
      texts.write(length.array(), 0, length.position());
      texts.writeBytes(text);
    }
    return known == null ? 0 : known.shortValue();
  }

  /** Bytes of {@link #writeTo}. */
  int size() {
    return Short.BYTES + texts.size();
  }

  void writeTo(ByteBuffer row) {
    row.putShort((short) numbers.size()).put(texts.toByteArray());
  }

  /** The names by their numbers. */
  static List<String> read(ByteBuffer row) {
    List<String> names = new ArrayList<>(List.of(Span.UNKNOWN_SERVICE));
    for (int left = Short.toUnsignedInt(row.getShort()); left > 0; left--) {
      byte[] text = new byte[ByteUtils.readUnsignedVarint(row)];
      row.get(text);
      names.add(new String(text, StandardCharsets.UTF_8));
    }
    return names;
  }
}
