package io.spanline.streams.assembly;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names as numbers, each text once: those of the skeletons of one {@link Segment}. */
final class NameTable {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<byte[]> texts = new ArrayList<>();
  private int size = Integer.BYTES;

  /** The number of each name. */
  Map<String, Integer> numbers() {
    return numbers;
  }

  /** The names by their numbers. */
  List<String> names() {
    return names;
  }

  int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    numbers.put(name, names.size());
    names.add(name);
    texts.add(text);
    size += Integer.BYTES + text.length;
    return names.size() - 1;
  }

  /** Bytes of {@link #writeTo}. */
  int size() {
    return size;
  }

  /** Writes how many there are, where each text ends, and the texts. */
  void writeTo(ByteBuffer row) {
    row.putInt(texts.size());
    int end = 0;
    for (byte[] text : texts) {
      end += text.length;
      row.putInt(end);
    }
    texts.forEach(row::put);
  }

  /** The names by their numbers, each decoded when it is asked for: of thousands few are. */
  static final class Written extends AbstractList<String> {
    private final byte[] bytes;
    private final ByteBuffer row;
    private final int start;

    /** Reads what {@link #writeTo} wrote to that place of a row. */
    Written(byte[] bytes, int start) {
      this.bytes = bytes;
      this.row = ByteBuffer.wrap(bytes);
      this.start = start;
    }

    @Override
    public int size() {
      return row.getInt(start);
    }

    @Override
    public String get(int number) {
      int ends = start + Integer.BYTES;
      int from = number == 0 ? 0 : row.getInt(ends + Integer.BYTES * (number - 1));
      int to = row.getInt(ends + Integer.BYTES * number);
      int texts = ends + Integer.BYTES * size();
      return new String(bytes, texts + from, to - from, StandardCharsets.UTF_8);
    }
  }
}
