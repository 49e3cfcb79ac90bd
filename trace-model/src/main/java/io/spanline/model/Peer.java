package io.spanline.model;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom an exit span says that it called: OpenTelemetry's attributes, old names and new. */
final class Peer {
  private Peer() {}

  /**
   * The first that is there and not blank of: {@code service.peer.name} or {@code peer.service}, in
   * their namespace; the database ({@code postgresql:shop}), the destination of a message ({@code
   * kafka:orders}), the address ({@code api.example.org:443}); null if there is none. A destination
   * that lives for one answer names nobody, so its system stands alone.
   */
  static @Nullable String of(Span exit) {
    return Stream.<Optional<String>>of(
            service(exit),
            joined(
                first(exit, "db.system.name", "db.system"), first(exit, "db.namespace", "db.name")),
            joined(first(exit, "messaging.system"), destination(exit)),
            joined(host(exit), port(exit)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  /** Where the exit span called, if it names host and port. */
  static Optional<Address> address(Span exit) {
    return joined(host(exit).map(Peer::inBrackets), port(exit)).flatMap(Address::of);
  }

  private static Optional<String> host(Span exit) {
    return first(exit, "server.address", "net.peer.name");
  }

  private static Optional<String> port(Span exit) {
    return first(exit, "server.port", "net.peer.port");
  }

  private static String inBrackets(String host) {
    return host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
  }

  /**
   * As {@link Span#service} would be of a callee that answers, or its unanswered calls would be
   * another edge's: a name without a namespace is one of the caller's.
   */
  private static Optional<String> service(Span exit) {
    Optional<String> name = first(exit, "service.peer.name");
    Optional<String> space =
        name.isPresent() ? first(exit, "service.peer.namespace") : Optional.empty();
    return name.or(() -> first(exit, "peer.service"))
        .map(
            text ->
                text.indexOf('/') >= 0
                    ? text
                    : space.or(exit::namespace).map(of -> of + "/" + text).orElse(text));
  }

  private static Optional<String> destination(Span exit) {
    boolean passing =
        Stream.of(
                "messaging.destination.temporary",
                "messaging.destination.anonymous",
                "messaging.temp_destination")
            .anyMatch(key -> exit.attribute(key).filter("true"::equals).isPresent());
    return passing
        ? Optional.empty()
        : first(
            exit,
            "messaging.destination.template",
            "messaging.destination.name",
            "messaging.destination");
  }

  private static Optional<String> joined(Optional<String> name, Optional<String> part) {
    return name.map(text -> part.map(more -> text + ":" + more).orElse(text));
  }

  private static Optional<String> first(Span exit, String... keys) {
    return Stream.of(keys)
        .flatMap(key -> exit.attribute(key).stream())
        .filter(text -> !text.isBlank())
        .findFirst();
  }
}
