package io.spanline.captures.line;

import io.spanline.captures.line.Admission.Place;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The texts of spans that come again and again: each is made, and asked for, once. Of one thread;
 * it forgets what it has no room for.
 */
public final class Texts {
  private static final int ENTRIES = 1 << 12;
  private static final int LONGEST = 128;

  private final Entry[] entries = new Entry[ENTRIES];
  private final Asked[] asked = new Asked[ENTRIES];
  private final Admission admission;

  Texts(Admission admission) {
    this.admission = admission;
  }

  private record Asked(Place place, String field, @Nullable String text, boolean admitted) {}

  @SuppressWarnings("ArrayRecordComponent") // never handed out
  private record Entry(byte[] bytes, String text) {}

  /** The text of UTF-8 bytes. */
  String of(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = slot(hash);
    Entry known = entries[slot];
    if (known != null && Arrays.equals(bytes, from, to, known.bytes, 0, known.bytes.length)) {
      return known.text;
    }
    Entry entry =
        new Entry(
            Arrays.copyOfRange(bytes, from, to),
            new String(bytes, from, to - from, StandardCharsets.UTF_8));
    entries[slot] = entry;
    return entry.text;
  }

  boolean admits(Place place, String field, @Nullable String text) {
    if (text != null && text.length() > LONGEST) {
      return admission.admits(place, field, text);
    }
    int hash =
        31 * (31 * field.hashCode() + (text == null ? 0 : text.hashCode())) + place.hashCode();
    int slot = slot(hash);
    Asked known = asked[slot];
    if (known == null
        || known.place != place
        || !known.field.equals(field)
        || !Objects.equals(known.text, text)) {
      known = new Asked(place, field, text, admission.admits(place, field, text));
      asked[slot] = known;
    }
    return known.admitted;
  }

  private static int slot(int hash) {
    return (hash * 0x9E3779B9) >>> 20;
  }
}
