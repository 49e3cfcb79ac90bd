package io.spanline.model;

import org.jspecify.annotations.Nullable;

/**
 * What of a span decides whether its trace is whole: who it is and whose child.
 *
 * @param parentId null if the span has no parent
 * @param parentPlace where the parent was made
 */
public record SpanLink(SpanKey key, @Nullable SpanId parentId, Remoteness parentPlace) {}
