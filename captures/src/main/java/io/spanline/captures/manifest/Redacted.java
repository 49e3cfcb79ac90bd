package io.spanline.captures.manifest;

/**
 * What was taken out of a capture's spans, and how often.
 *
 * @param place resource, scope, span, event, link, status or name
 * @param field key of an attribute, or what else was changed
 * @param rule why, such as {@code not on the allow-list}
 */
public record Redacted(String place, String field, String rule, long count) {}
