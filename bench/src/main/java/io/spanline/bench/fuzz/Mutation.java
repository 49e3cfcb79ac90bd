package io.spanline.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** One way to spoil the bytes of a record. */
@SuppressWarnings("ImmutableEnumChecker") // none of them has a state
enum Mutation {
  FLIP_BITS(
      (bytes, other, random) -> {
        byte[] flipped = bytes.clone();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
          flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
      }),
  /** A field somewhere within, with every length around it mended. */
  FIELD(
      (bytes, other, random) -> {
        return new WireMutation(random).of(bytes);
      }),
  SET_A_BYTE(
      (bytes, other, random) -> {
        byte[] set = bytes.clone();
        set[random.nextInt(set.length)] = (byte) random.nextInt(256);
        return set;
      }),
  TRUNCATE(
      (bytes, other, random) -> {
        return concat(bytes, 0, random.nextInt(bytes.length + 1), new byte[0], bytes.length);
      }),
  REMOVE(
      (bytes, other, random) -> {
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(Math.min(64, bytes.length - from) + 1);
        return concat(bytes, 0, from, new byte[0], to);
      }),
  INSERT(
      (bytes, other, random) -> {
        byte[] some = new byte[1 + random.nextInt(16)];
        random.nextBytes(some);
        return insert(bytes, some, random);
      }),
  /** The end of another record after the beginning of this one. */
  SPLICE(
      (bytes, other, random) -> {
        int from = random.nextInt(other.length + 1);
        byte[] end = Arrays.copyOfRange(other, from, other.length);
        return concat(bytes, 0, random.nextInt(bytes.length + 1), end, bytes.length);
      }),
  /** Whole records one after the other, which for protobuf is a record too. */
  JOIN(
      (bytes, other, random) -> {
        return concat(bytes, 0, bytes.length, other, bytes.length);
      }),
  /** A part of the record many times over. */
  REPEAT(
      (bytes, other, random) -> {
        int from = random.nextInt(bytes.length);
        int to = from + 1 + random.nextInt(Math.min(200, bytes.length - from));
        ByteArrayOutputStream repeated = new ByteArrayOutputStream();
        for (int left = 1 + random.nextInt(40); left > 0; left--) {
          repeated.write(bytes, from, to - from);
        }
        return concat(bytes, 0, to, repeated.toByteArray(), to);
      }),
  /** A length, a tag or a number of protobuf that says something else than it should. */
  VARINT(
      (bytes, other, random) -> {
        byte[] varint = Pieces.VARINTS.get(random.nextInt(Pieces.VARINTS.size()));
        int at = random.nextInt(bytes.length);
        return concat(bytes, 0, at, varint, Math.min(bytes.length, at + random.nextInt(3)));
      }),
  /** A word of JSON where none belongs. */
  WORD(
      (bytes, other, random) -> {
        return insert(bytes, Pieces.WORDS.get(random.nextInt(Pieces.WORDS.size())), random);
      }),
  /** A word in place of a value of JSON, so that the rest stays what it was. */
  VALUE(
      (bytes, other, random) -> {
        int colon = indexOf(bytes, ':', random.nextInt(bytes.length));
        int from = colon + 1;
        int to = from;
        while (to < bytes.length && bytes[to] != ',' && bytes[to] != '}' && bytes[to] != ']') {
          to++;
        }
        return concat(bytes, 0, from, Pieces.WORDS.get(random.nextInt(Pieces.WORDS.size())), to);
      });

  private final Spoiling spoiling;

  Mutation(Spoiling spoiling) {
    this.spoiling = spoiling;
  }

  private interface Spoiling {
    byte[] of(byte[] bytes, byte[] other, Random random);
  }

  /**
   * The bytes spoilt; neither argument is changed.
   *
   * @param bytes at least one
   */
  byte[] of(byte[] bytes, byte[] other, Random random) {
    return spoiling.of(bytes, other, random);
  }

  private static byte[] insert(byte[] bytes, byte[] some, Random random) {
    int at = random.nextInt(bytes.length + 1);
    return concat(bytes, 0, at, some, at);
  }

  /** The bytes between two places, then others, then the bytes after a third. */
  private static byte[] concat(byte[] bytes, int from, int to, byte[] middle, int after) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(bytes.length + middle.length);
    all.write(bytes, from, to - from);
    all.writeBytes(middle);
    all.write(bytes, after, bytes.length - after);
    return all.toByteArray();
  }

  private static int indexOf(byte[] bytes, char wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return bytes.length - 1;
  }

  /** What is put in; apart from the constants, which come before everything else of an enum. */
  private static final class Pieces {
    // The last two are of groups, which proto3 knows only as something to skip.
    static final List<byte[]> VARINTS =
        Stream.of(
                """
                00 01 7f 8001 ffffffff07 ffffffff0f ffffffffffffffffff01 ffffffffffffffffffff01
                0b0b0b0b 0c
                """
                    .split("\\s+"))
            .map(HexFormat.of()::parseHex)
            .toList();

    static final List<byte[]> WORDS =
        Stream.concat(
                Stream.of(
                    """
                    null true {} [] "" -1 1e999 1e-999 0.1 -0 18446744073709551615
                    18446744073709551616 "-9223372036854775809" "NaN" "-Infinity" "\\ud800"
                    "\\udc00\\ud800" "\\u0000" "resourceSpans":[], "traceId":"00",
                    "kind":"SPAN_KIND_CLIENT", /* "bytesValue":"=",
                    """
                        .split("\\s+")),
                Stream.of(
                    "9".repeat(900),
                    "\"" + "9".repeat(5_000) + "\"",
                    "[".repeat(120),
                    "{\"a\":".repeat(120),
                    "\n",
                    "\ufeff",
                    "\"\ufeff\""))
            .map(word -> word.getBytes(UTF_8))
            .toList();

    private Pieces() {}
  }
}
