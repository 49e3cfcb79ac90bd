package io.spanline.capture.redaction;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * The file {@code observability/allow-list.yaml}, which the Collector's settings repeat: what may
 * stand in a capture.
 *
 * @param attributes keys that may stand at a resource, a scope or a span
 * @param events keys that may stand at an event
 * @param names keys that are names where they are read, and may stand nowhere else
 * @param cleaning what names lose, in order
 * @param suspect an expression that finds something in every name that loses something
 * @param blocked expressions in RE2's syntax; a text that one of them matches goes
 * @param harmless the shape of texts that none of them matches
 */
record AllowList(
    Set<String> attributes,
    Set<String> events,
    NameKeys names,
    List<Cleaning> cleaning,
    String suspect,
    List<String> blocked,
    String harmless) {
  static final AllowList SHARED = read();

  /** The attributes that are names, by place. */
  record NameKeys(Set<String> resource, Set<String> span) {
    NameKeys {
      resource = Set.copyOf(resource);
      span = Set.copyOf(span);
    }
  }

  /** An expression in RE2's syntax, and what takes the place of what it finds. */
  record Cleaning(String find, String instead) {}

  AllowList {
    attributes = Set.copyOf(attributes);
    events = Set.copyOf(events);
    cleaning = List.copyOf(cleaning);
    blocked = List.copyOf(blocked);
  }

  /** Whether an attribute may stand there; a link has none that may. */
  boolean has(Place place, String key) {
    return switch (place) {
      case RESOURCE, SCOPE, SPAN -> attributes.contains(key) || isName(place, key);
      case EVENT -> events.contains(key);
      default -> false;
    };
  }

  /** Whether an attribute is a name there. */
  boolean isName(Place place, String key) {
    return switch (place) {
      case RESOURCE -> names.resource().contains(key);
      case SPAN -> names.span().contains(key);
      default -> false;
    };
  }

  private static AllowList read() {
    try (InputStream file = AllowList.class.getResourceAsStream("allow-list.yaml")) {
      return new YAMLMapper().readValue(file, AllowList.class);
    } catch (IOException e) {
      throw new UncheckedIOException("allow-list.yaml of this program cannot be read", e);
    }
  }
}
