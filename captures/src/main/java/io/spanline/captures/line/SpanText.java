package io.spanline.captures.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A span of a scanned text as it is written, and what its groups say of it.
 *
 * @param origin the resource that it stands under
 * @param scope the scope
 */
record SpanText(Head origin, Head scope, ByteBuffer span) {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  /**
   * What a group of spans has in common, each as it is written, empty where it is not there. Equal
   * texts mean the same, since a scanned text has but one form.
   */
  record Head(ByteBuffer value, ByteBuffer schemaUrl) {}

  /**
   * The spans of a text that was scanned, in its order; the field {@code resourceSpans} is next.
   */
  static List<SpanText> in(CanonicalJson json) throws IOException {
    List<SpanText> spans = new ArrayList<>();
    json.array("resourceSpans", () -> group(json, spans));
    return spans;
  }

  private static void group(CanonicalJson json, List<SpanText> spans) throws IOException {
    List<SpanText> ofGroup = new ArrayList<>();
    json.enter();
    ByteBuffer resource = value(json, "resource");
    json.array("scopeSpans", () -> scoped(json, ofGroup));
    Head origin = new Head(resource, value(json, "schemaUrl"));
    json.leave();
    ofGroup.forEach(each -> spans.add(new SpanText(origin, each.scope, each.span)));
  }

  private static void scoped(CanonicalJson json, List<SpanText> ofGroup) throws IOException {
    List<ByteBuffer> spans = new ArrayList<>();
    json.enter();
    ByteBuffer value = value(json, "scope");
    json.array("spans", () -> spans.add(json.value()));
    Head scope = new Head(value, value(json, "schemaUrl"));
    json.leave();
    spans.forEach(span -> ofGroup.add(new SpanText(scope, scope, span)));
  }

  private static ByteBuffer value(CanonicalJson json, String field) {
    return json.at(field) ? json.value() : NONE;
  }
}
