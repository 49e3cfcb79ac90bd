package io.spanline.captures.line;

import io.spanline.topic.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON of the one form that our writer gives it: fields in their order, no blanks, nothing
 * escaped that need not be. Whatever else it meets ends the reading with {@link Departure}. The
 * bytes are {@link PlainBytes}.
 */
final class CanonicalJson {
  // The value of each hex digit, -1 for all other characters.
  private static final byte[] DIGITS = digits();

  private final byte[] json;
  private final int end;
  private int at;
  // The text that was read last, without its quotes.
  private int textFrom;
  private int textTo;
  private boolean escaped;

  /**
   * Reads from the first byte on.
   *
   * @param end where nothing is looked at any more
   */
  CanonicalJson(byte[] json, int end) {
    this.json = json;
    this.end = end;
  }

  /** Reads one element of an array. */
  @FunctionalInterface
  interface Element {
    void read() throws IOException;
  }

  /** All of the text, not a copy. */
  byte[] bytes() {
    return json;
  }

  int position() {
    return at;
  }

  void enter() {
    require(take('{'));
  }

  /** Leaves the object; every field of it must have been read. */
  void leave() {
    require(take('}'));
  }

  boolean atEndOfObject() {
    return at < end && json[at] == '}';
  }

  /** Goes to the value of the next field if that is its name. */
  boolean at(String field) {
    int from = at;
    if (from > 0 && json[from - 1] != '{') {
      if (from >= end || json[from] != ',') {
        return false;
      }
      from++;
    }
    int to = from + field.length() + 3;
    if (to > end || json[from] != '"' || json[to - 2] != '"' || json[to - 1] != ':') {
      return false;
    }
    for (int i = 0; i < field.length(); i++) {
      if (json[from + 1 + i] != field.charAt(i)) {
        return false;
      }
    }
    at = to;
    return true;
  }

  /** Reads a text that is left out where it is empty; false where it is. */
  boolean text(String field) {
    if (!at(field)) {
      return false;
    }
    text();
    require(textTo > textFrom);
    return true;
  }

  /** Reads a text that is always there. */
  void requiredText(String field) {
    require(at(field));
    text();
  }

  /** Reads the text that comes next. */
  void text() {
    require(take('"'));
    textFrom = at;
    escaped = false;
    int i = at;
    while (i < end && json[i] != '"') {
      if (json[i] == '\\') {
        escaped = true;
        i++;
      }
      i++;
    }
    // Longer ones are refused, as TraceJson does.
    require(i < end && i - textFrom <= Topics.MAX_TRACE_BYTES);
    textTo = i;
    at = i + 1;
  }

  /** The text that was read last, as it is meant. */
  String read(Texts texts) {
    return escaped ? Escapes.resolved(json, textFrom, textTo) : texts.of(json, textFrom, textTo);
  }

  /** The text that was read last, of one that has no escapes nor anything but ASCII. */
  String raw() {
    require(!escaped);
    return new String(json, textFrom, textTo - textFrom, StandardCharsets.ISO_8859_1);
  }

  /** Whether the text that was read last is that one, of ASCII without escapes. */
  boolean isText(String text) {
    if (escaped || textTo - textFrom != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (json[textFrom + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The text that was read last as bytes of half as many, each of two hex digits. */
  byte[] hex() {
    int length = textTo - textFrom;
    require(length % 2 == 0);
    byte[] bytes = new byte[length / 2];
    for (int i = 0; i < bytes.length; i++) {
      int from = textFrom + 2 * i;
      bytes[i] = (byte) (digit(json[from]) << 4 | digit(json[from + 1]));
    }
    return bytes;
  }

  private static int digit(byte hex) {
    int digit = hex < 0 ? -1 : DIGITS[hex];
    require(digit >= 0);
    return digit;
  }

  private static byte[] digits() {
    byte[] digits = new byte[128];
    Arrays.fill(digits, (byte) -1);
    for (int i = 0; i < 16; i++) {
      digits[Character.forDigit(i, 16)] = (byte) i;
    }
    return digits;
  }

  /** A number that is left out where it is 0. */
  long number(String field, long least, long greatest) {
    if (!at(field)) {
      return 0;
    }
    int from = at;
    if (at < end && json[at] == '-') {
      at++;
    }
    while (at < end && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    long number = integer(from, at);
    require(number != 0 && number >= least && number <= greatest);
    return number;
  }

  /** A signed number of 64 bits in text. */
  long int64() {
    text();
    return integer(textFrom, textTo);
  }

  /** An unsigned number of 64 bits in text, which is always there. */
  long fixed64(String field) {
    requiredText(field);
    require(textTo > textFrom && (json[textFrom] != '0' || textTo == textFrom + 1));
    if (textTo - textFrom > 19) {
      return Numbers.unsigned(json, textFrom, textTo);
    }
    // Below 10^19 nothing runs over, seen as unsigned.
    long number = 0;
    for (int i = textFrom; i < textTo; i++) {
      require(json[i] >= '0' && json[i] <= '9');
      number = 10 * number + (json[i] - '0');
    }
    return number;
  }

  private long integer(int from, int to) {
    boolean negative = from < to && json[from] == '-';
    int first = negative ? from + 1 : from;
    int digits = to - first;
    require(digits > 0 && (json[first] != '0' || (digits == 1 && !negative)));
    if (digits > 18) {
      return Numbers.signed(json, from, to);
    }
    long number = 0;
    for (int i = first; i < to; i++) {
      require(json[i] >= '0' && json[i] <= '9');
      number = 10 * number + (json[i] - '0');
    }
    return negative ? -number : number;
  }

  /** A number with a fraction, or one of the three words that stand for none. */
  void decimal() {
    if (at < end && json[at] == '"') {
      text();
      require(isText("NaN") || isText("Infinity") || isText("-Infinity"));
      return;
    }
    int from = at;
    while (at < end && "+-.0123456789E".indexOf(json[at]) >= 0) {
      at++;
    }
    require(Numbers.isDecimal(json, from, at));
  }

  void bool() {
    require(takeAll("true") || takeAll("false"));
  }

  /** An array that is always there, perhaps empty. */
  void array(String field, Element element) throws IOException {
    require(at(field));
    elements(element);
  }

  /** An array that is left out where it is empty. */
  void list(String field, Element element) throws IOException {
    if (at(field)) {
      require(elements(element) > 0);
    }
  }

  private int elements(Element element) throws IOException {
    require(take('['));
    int count = 0;
    while (!take(']')) {
      require(count == 0 || take(','));
      element.read();
      count++;
    }
    return count;
  }

  /** Goes behind a text if it is what comes next. */
  boolean takeAll(String text) {
    if (at + text.length() > end) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (json[at + i] != text.charAt(i)) {
        return false;
      }
    }
    at += text.length();
    return true;
  }

  /** Goes behind bytes if they are what comes next. */
  boolean takeAll(byte[] bytes) {
    boolean there =
        at + bytes.length <= end
            && Arrays.equals(json, at, at + bytes.length, bytes, 0, bytes.length);
    at += there ? bytes.length : 0;
    return there;
  }

  /** The bytes from a place to where the reading is. */
  byte[] since(int from) {
    return Arrays.copyOfRange(json, from, at);
  }

  /** Goes to where a text comes next, whatever is before it. */
  void seek(byte[] text) {
    for (int i = at; i <= end - text.length; i++) {
      if (json[i] == text[0]
          && json[i + 1] == text[1]
          && Arrays.equals(json, i, i + text.length, text, 0, text.length)) {
        at = i;
        return;
      }
    }
    throw new Departure();
  }

  /** Goes behind the object, list or text that comes next, which has been looked at before. */
  ByteBuffer value() {
    int from = at;
    int depth = 0;
    do {
      require(at < end);
      if (json[at] == '"') {
        text();
      } else {
        depth += json[at] == '{' || json[at] == '[' ? 1 : 0;
        depth -= json[at] == '}' || json[at] == ']' ? 1 : 0;
        at++;
      }
    } while (depth > 0);
    return ByteBuffer.wrap(json, from, at - from);
  }

  private boolean take(char one) {
    boolean there = at < end && json[at] == one;
    at += there ? 1 : 0;
    return there;
  }

  static void require(boolean canonical) {
    if (!canonical) {
      throw new Departure();
    }
  }

  /** That a text is not as our writer would write it; it says no more, and costs no stack trace. */
  static final class Departure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Departure() {
      super("not as it would be written", null, false, false);
    }
  }
}
