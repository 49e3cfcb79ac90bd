package io.spanline.otlp;

/** Writes attributes from their bytes, for {@link SliceToJson}. */
final class AttributesToJson {
  private static final byte[] KEY = JsonBytes.name("key");
  private static final byte[] VALUE = JsonBytes.name("value");
  private static final byte[] VALUES = JsonBytes.name("values");
  private static final byte[] STRING = JsonBytes.name("stringValue");
  private static final byte[] BOOL = JsonBytes.name("boolValue");
  private static final byte[] INT = JsonBytes.name("intValue");
  private static final byte[] DOUBLE = JsonBytes.name("doubleValue");
  private static final byte[] ARRAY = JsonBytes.name("arrayValue");
  private static final byte[] KVLIST = JsonBytes.name("kvlistValue");
  private static final byte[] BYTES = JsonBytes.name("bytesValue");
  private static final byte[] STRINDEX = JsonBytes.name("stringValueStrindex");
  private static final int ELEMENT = 0x0a;

  private final WireCursor in;
  private final JsonBytes out;

  AttributesToJson(WireCursor in, JsonBytes out) {
    this.in = in;
    this.out = out;
  }

  /** The attributes that begin with the one whose tag has been read. */
  void list(byte[] name, int tag, int end) throws NotPlainException {
    out.field(name).put('[');
    do {
      keyValue(in.part(end));
    } while (in.again(tag, end));
    out.put(']');
  }

  private void keyValue(int end) throws NotPlainException {
    out.element().put('{').field(KEY);
    int tag = in.next(end, 0);
    if (tag == 0x0a) {
      text(end);
      tag = in.next(end, 1);
    } else {
      out.text(in.bytes(), 0, 0);
    }
    while (tag != 0) {
      if (tag == 0x12) {
        out.field(VALUE);
        value(in.part(end));
      } else if (tag == 0x18) {
        // It is written before the value.
        throw NotPlainException.INSTANCE;
      } else {
        in.skip(tag, end);
      }
      tag = in.next(end, tag >>> 3);
    }
    out.put('}');
  }

  private void value(int end) throws NotPlainException {
    out.put('{');
    int tag = in.next(end, 0);
    switch (tag) {
      case 0 -> {
        // An attribute without a value is legal OTLP: an empty object.
      }
      case 0x0a -> {
        out.field(STRING);
        text(end);
      }
      case 0x10 -> out.field(BOOL).put(in.varint(end) == 0 ? "false" : "true");
      case 0x18 -> out.field(INT).put('"').number(in.varint(end)).put('"');
      case 0x21 -> number(Double.longBitsToDouble(in.fixed64(end)));
      case 0x2a, 0x32 -> values(tag, in.part(end));
      case 0x3a -> {
        int to = in.part(end);
        out.field(BYTES).base64(in.bytes(), in.at(), to);
        in.at(to);
      }
      case 0x40 -> {
        int index = (int) in.varint(end);
        out.field(STRINDEX).number(index);
      }
      default -> in.skip(tag, end);
    }
    if (in.at() < end) {
      throw NotPlainException.INSTANCE;
    }
    out.put('}');
  }

  private void values(int tag, int end) throws NotPlainException {
    boolean isArray = tag == 0x2a;
    out.field(isArray ? ARRAY : KVLIST).put('{').field(VALUES).put('[');
    while (in.again(ELEMENT, end)) {
      if (isArray) {
        out.element();
        value(in.part(end));
      } else {
        keyValue(in.part(end));
      }
    }
    if (in.at() < end) {
      throw NotPlainException.INSTANCE;
    }
    out.put("]}");
  }

  /** As {@link OtlpToJson} does: JSON has no number for some. */
  private void number(double value) {
    String text = Double.toString(value);
    if (!Double.isFinite(value) || (value == 0 && 1 / value < 0)) {
      out.field(DOUBLE).put('"').put(text).put('"');
    } else {
      out.field(DOUBLE).put(text);
    }
  }

  private void text(int end) throws NotPlainException {
    int to = in.part(end);
    out.text(in.bytes(), in.at(), to);
    in.at(to);
  }
}
