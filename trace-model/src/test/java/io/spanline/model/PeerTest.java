package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      nullValues = "nobody",
      textBlock =
          """
          service.peer.name=payment peer.service=old -> payment
          service.peer.name=payment service.peer.namespace=eu peer.service=old -> eu/payment
          service.peer.namespace=eu peer.service=payment-old -> payment-old
          service.peer.name= peer.service=payment-old -> payment-old
          peer.service=shop-db db.system.name=postgresql db.namespace=shop -> shop-db
          db.system.name=postgresql db.namespace=shop server.address=pg1 -> postgresql:shop
          db.system=mysql db.name=orders -> mysql:orders
          db.system.name=redis server.address=cache1 -> redis
          messaging.system=kafka messaging.destination.name=orders -> kafka:orders
          messaging.system=kafka messaging.destination.template=o-{id} messaging.destination.name=o-7 -> kafka:o-{id}
          messaging.system=rabbitmq messaging.destination.name=amq.gen-x messaging.destination.temporary=true -> rabbitmq
          messaging.system=rabbitmq messaging.destination=amq.gen-x messaging.temp_destination=true -> rabbitmq
          messaging.system=jms messaging.destination.name=(anonymous) messaging.destination.anonymous=true -> jms
          server.address=api.stripe.com -> api.stripe.com
          server.address=api.stripe.com server.port=443 -> api.stripe.com:443
          net.peer.name=legacy net.peer.port=8080 -> legacy:8080
          http.request.method=GET -> nobody
          """)
  void saysWhomItCalledByTheFirstThatIsThere(String attributes, String peer) {
    assertThat(exit(SpanKind.CLIENT, attributes).peer()).isEqualTo(peer);
    assertThat(exit(SpanKind.CLIENT, attributes).facts().peer()).isEqualTo(peer);
  }

  /** As a callee that answers is called, so that a call without an answer is on the same edge. */
  @ParameterizedTest
  @CsvSource({
    "peer.service=stock, eu/stock",
    "service.peer.name=stock, eu/stock",
    "service.peer.name=stock service.peer.namespace=us, us/stock",
    "peer.service=us/stock, us/stock",
    "server.address=stock, stock"
  })
  void aNameWithoutANamespaceIsOneOfTheCallers(String attributes, String peer) {
    Spans caller = Spans.of("shop", SpanKind.CLIENT).withResource("service.namespace", "eu");

    assertThat(with(caller, attributes).peer()).isEqualTo(peer);
  }

  @Test
  void anEntrySpanHasCalledNobody() {
    assertThat(exit(SpanKind.SERVER, "server.address=me").peer()).isNull();
  }

  private static Span exit(SpanKind kind, String attributes) {
    return with(Spans.of("shop", kind), attributes);
  }

  private static Span with(Spans span, String attributes) {
    for (String attribute : attributes.split(" ")) {
      String[] pair = attribute.split("=", 2);
      span = span.with(pair[0], pair[1]);
    }
    return span.span();
  }
}
