package io.spanline.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.proto.trace.v1.Status;
import io.spanline.model.Name;
import io.spanline.model.Origin;
import io.spanline.model.Sampling;
import io.spanline.model.Scope;
import io.spanline.model.SliceFacts;
import io.spanline.model.SlicedSpan;
import io.spanline.model.SpanKind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the bytes of one span: reads its facts, and looks at all the rest as the parser would.
 * Tags are those of OTLP's Span and of what it holds.
 */
final class SpanWalk {
  // Protobuf takes a hundred; a span that nests deeper than this is not plain.
  private static final int DEEPEST = 20;
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;
  private static final int MOST_PEERS = 1 << 13;

  private final WireCursor in;
  private final SpanAttributes attributes;
  private final SliceFacts facts = new SliceFacts();
  private final ByteTable<String> operations = new ByteTable<>();
  private final ByteRange name = new ByteRange();
  private final Map<String, String> peers = new HashMap<>();
  // Where the span's bytes begin.
  private int start;
  private int seen;
  // The key that was read last, and the part of its value.
  private int keyFrom;
  private int keyTo;
  private int valueFrom;
  private int valueTo;

  SpanWalk(WireCursor in) {
    this.in = in;
    this.attributes = new SpanAttributes(in);
  }

  /** The span whose bytes go from the cursor to an end, where the cursor is afterwards. */
  SlicedSpan span(Origin origin, Scope scope, int to) throws NotPlainException {
    start = in.at();
    facts.clear();
    attributes.clear(origin);
    seen = 0;
    while (in.at() < to) {
      int tag = in.tag(to);
      if (!own(tag, to)) {
        part(tag, to);
      }
    }
    if (facts.traceIdAt == 0 || facts.idAt == 0) {
      throw NotPlainException.INSTANCE;
    }
    if (facts.kind.isExit()) {
      facts.peer = peer();
    }
    if (facts.kind == SpanKind.CLIENT || facts.kind == SpanKind.CONSUMER) {
      facts.takesMessage = attributes.takesMessage();
    }
    return new SlicedSpan(in.bytes(), start, to, origin, scope, facts);
  }

  /** Reads a field that a fact is made of, and that may stand there once; false for any other. */
  private boolean own(int tag, int to) throws NotPlainException {
    switch (tag) {
      case 0x0a, 0x12, 0x22 -> id(tag, to);
      case 0x1a -> facts.isSampled = Sampling.isSample(string(to));
      case 0x2a -> facts.operation = operation(to);
      case 0x30 -> facts.kind = SpanKind.ofNumber((int) in.varint(to));
      case 0x39 -> facts.startNanos = in.fixed64(to);
      case 0x41 -> facts.endNanos = in.fixed64(to);
      case 0x7a -> status(in.part(to));
      case 0x85 -> facts.flags = in.fixed32(to);
      default -> {
        return false;
      }
    }
    int field = 1 << (tag >>> 3);
    if ((seen & field) != 0) {
      throw NotPlainException.INSTANCE;
    }
    seen |= field;
    return true;
  }

  private void id(int tag, int end) throws NotPlainException {
    int to = in.part(end);
    boolean none = tag == 0x22 && to == in.at();
    int length = tag == 0x0a ? TRACE_ID_BYTES : SPAN_ID_BYTES;
    if (!none && to - in.at() != length) {
      throw NotPlainException.INSTANCE;
    }
    switch (tag) {
      case 0x0a -> {
        facts.traceIdAt = place();
        long high = in.id(to);
        mustBe(high | in.id(to));
      }
      case 0x12 -> {
        facts.idAt = place();
        mustBe(in.id(to));
      }
      default -> facts.parentId = none ? 0 : in.id(to);
    }
  }

  private static void mustBe(long id) throws NotPlainException {
    if (id == 0) {
      throw NotPlainException.INSTANCE;
    }
  }

  /** Where an id stands: near the start, as every encoder writes it. */
  private byte place() throws NotPlainException {
    int place = in.at() - start;
    if (place > Byte.MAX_VALUE) {
      throw NotPlainException.INSTANCE;
    }
    return (byte) place;
  }

  private void status(int to) throws NotPlainException {
    while (in.at() < to) {
      int tag = in.tag(to);
      switch (tag) {
        case 0x12 -> in.text(to);
        case 0x18 ->
            facts.isError = (int) in.varint(to) == Status.StatusCode.STATUS_CODE_ERROR_VALUE;
        default -> in.skip(tag, to);
      }
    }
  }

  /** Reads a field of which a span has many, or which no fact is made of. */
  private void part(int tag, int to) throws NotPlainException {
    switch (tag) {
      case 0x4a -> {
        attribute(in.part(to), 0);
        attributes.note(keyFrom, keyTo, valueFrom, valueTo);
      }
      case 0x5a -> event(in.part(to));
      case 0x6a -> link(in.part(to));
      default -> in.skip(tag, to);
    }
  }

  private void event(int to) throws NotPlainException {
    while (in.at() < to) {
      int tag = in.tag(to);
      switch (tag) {
        case 0x12 -> in.text(to);
        case 0x1a -> attribute(in.part(to), 0);
        default -> in.skip(tag, to);
      }
    }
  }

  private void link(int to) throws NotPlainException {
    while (in.at() < to) {
      int tag = in.tag(to);
      switch (tag) {
        case 0x1a -> in.text(to);
        case 0x22 -> attribute(in.part(to), 0);
        default -> in.skip(tag, to);
      }
    }
  }

  /** Notes where key and value stand; a second of either would be another's, or merged. */
  private void attribute(int to, int depth) throws NotPlainException {
    int key = -1;
    int keyEnd = -1;
    int value = -1;
    int valueEnd = -1;
    while (in.at() < to) {
      int tag = in.tag(to);
      if (tag == 0x0a && key < 0) {
        keyEnd = in.text(to);
        key = in.textFrom();
      } else if (tag == 0x12 && value < 0) {
        valueEnd = in.part(to);
        value = in.at();
        value(valueEnd, depth);
      } else if (tag == 0x0a || tag == 0x12) {
        throw NotPlainException.INSTANCE;
      } else {
        in.skip(tag, to);
      }
    }
    keyFrom = key;
    keyTo = keyEnd;
    valueFrom = value < 0 ? to : value;
    valueTo = value < 0 ? to : valueEnd;
  }

  /** One of several fields; of more than one the last would count, or both be merged. */
  private void value(int to, int depth) throws NotPlainException {
    int fields = 0;
    while (in.at() < to) {
      int tag = in.tag(to);
      if (fields++ > 0 || depth == DEEPEST) {
        throw NotPlainException.INSTANCE;
      }
      switch (tag) {
        case 0x0a -> in.text(to);
        case 0x2a -> values(in.part(to), depth + 1);
        case 0x32 -> pairs(in.part(to), depth + 1);
        default -> in.skip(tag, to);
      }
    }
  }

  private void values(int to, int depth) throws NotPlainException {
    while (in.at() < to) {
      int tag = in.tag(to);
      if (tag == 0x0a) {
        value(in.part(to), depth);
      } else {
        in.skip(tag, to);
      }
    }
  }

  private void pairs(int to, int depth) throws NotPlainException {
    while (in.at() < to) {
      int tag = in.tag(to);
      if (tag == 0x0a) {
        attribute(in.part(to), depth);
      } else {
        in.skip(tag, to);
      }
    }
  }

  private String operation(int end) throws NotPlainException {
    int to = in.text(end);
    name.set(in.bytes(), in.textFrom(), to);
    String operation = operations.find(name);
    if (operation == null) {
      operation = Name.of(text(to));
      operations.put(name, operation);
    }
    return operation;
  }

  private String string(int end) throws NotPlainException {
    return text(in.text(end));
  }

  /** The text that was moved over last. */
  private String text(int to) {
    return new String(in.bytes(), in.textFrom(), to - in.textFrom(), UTF_8);
  }

  private @Nullable String peer() {
    String peer = attributes.peer();
    if (peer == null) {
      return null;
    }
    String known = peers.get(peer);
    if (known == null) {
      if (peers.size() == MOST_PEERS) {
        peers.clear();
      }
      known = Name.of(peer);
      peers.put(peer, known);
    }
    return known;
  }
}
