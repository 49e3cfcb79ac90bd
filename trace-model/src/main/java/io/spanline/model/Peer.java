package io.spanline.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom an exit span says that it called: OpenTelemetry's attributes, old names and new. */
public final class Peer {
  private Peer() {}

  /** The attributes of a span, and what its resource says besides. */
  public interface Said {
    /** The text of an attribute; null if there is none. */
    @Nullable String text(String key);

    /** The namespace of the span's service; null if there is none. */
    @Nullable String namespace();
  }

  /**
   * The first that is there and not blank of: {@code service.peer.name} or {@code peer.service}, in
   * their namespace; the database ({@code postgresql:shop}), the destination of a message ({@code
   * kafka:orders}), the address ({@code api.example.org:443}); null if there is none. A destination
   * that lives for one answer names nobody, so its system stands alone.
   */
  public static @Nullable String of(Said exit) {
    String service = service(exit);
    if (service != null) {
      return service;
    }
    String database = first(exit, "db.system.name", "db.system");
    if (database != null) {
      return joined(database, first(exit, "db.namespace", "db.name"));
    }
    String messaging = first(exit, "messaging.system");
    if (messaging != null) {
      return joined(messaging, destination(exit));
    }
    String host = host(exit);
    return host == null ? null : joined(host, port(exit));
  }

  /** Where the exit span called, if it names host and port. */
  static Optional<Address> address(Span exit) {
    Said said = said(exit);
    String host = host(said);
    return host == null ? Optional.empty() : Address.of(joined(inBrackets(host), port(said)));
  }

  static Said said(Span span) {
    return new Said() {
      @Override
      public @Nullable String text(String key) {
        return span.attribute(key).orElse(null);
      }

      @Override
      public @Nullable String namespace() {
        return span.namespace().orElse(null);
      }
    };
  }

  private static @Nullable String host(Said exit) {
    return first(exit, "server.address", "net.peer.name");
  }

  private static @Nullable String port(Said exit) {
    return first(exit, "server.port", "net.peer.port");
  }

  private static String inBrackets(String host) {
    return host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
  }

  /**
   * As {@link Span#service} would be of a callee that answers, or its unanswered calls would be
   * another edge's: a name without a namespace is one of the caller's.
   */
  private static @Nullable String service(Said exit) {
    String name = first(exit, "service.peer.name");
    String space = name == null ? null : first(exit, "service.peer.namespace");
    String text = name == null ? first(exit, "peer.service") : name;
    if (text == null || text.indexOf('/') >= 0) {
      return text;
    }
    String of = space == null ? exit.namespace() : space;
    return of == null ? text : of + "/" + text;
  }

  private static @Nullable String destination(Said exit) {
    return isTrue(exit, "messaging.destination.temporary")
            || isTrue(exit, "messaging.destination.anonymous")
            || isTrue(exit, "messaging.temp_destination")
        ? null
        : first(
            exit,
            "messaging.destination.template",
            "messaging.destination.name",
            "messaging.destination");
  }

  private static boolean isTrue(Said exit, String key) {
    return "true".equals(exit.text(key));
  }

  private static String joined(String name, @Nullable String part) {
    return part == null ? name : name + ":" + part;
  }

  private static @Nullable String first(Said exit, String... keys) {
    for (String key : keys) {
      String text = exit.text(key);
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }
}
