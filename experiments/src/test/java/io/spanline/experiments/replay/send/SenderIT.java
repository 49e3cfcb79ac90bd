package io.spanline.experiments.replay.send;

import static io.spanline.experiments.replay.send.SocketTarget.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.Supply;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderIT {
  private static final TracePrefix.Ids IDS = TracePrefix.random().next();

  private final Sender sender = new Sender(Plans.options(Duration.ofSeconds(5)));

  @AfterEach
  void close() {
    sender.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a%20b/%7Ex",
        "/a%2Fb",
        "/%e4%C3",
        "//twice//",
        "/a/../b/./c",
        "/a;v=1,2:3@x+y",
        "/%25"
      })
  void sendsThePathByteForByte(String path) throws Exception {
    try (SocketTarget target = new SocketTarget(SocketTarget.OK)) {
      Answer answer = sender.send(Plans.get(target.address(), path), IDS);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(target.requests())
          .extracting(SocketTarget.Heard::line)
          .containsExactly("GET " + path + " HTTP/1.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a b", "/a|b", "/{id}", "/%zz", "/a#b", "/a?b"})
  void namesAPathThatIsNoUri(String path) throws Exception {
    try (SocketTarget target = new SocketTarget(SocketTarget.OK)) {
      Answer answer = sender.send(Plans.get(target.address(), path), IDS);

      assertThat(answer.error()).isEqualTo("not a URI");
      assertThat(answer.detail()).contains("'" + path + "'");
      assertThat(answer.moments().handed()).isNull();
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void tellsNoSecretOfWhatCannotBeSent() throws Exception {
    Supply.Parts query = new Supply.Parts(Map.of(), "token=hush hush", null);
    Supply.Parts header = new Supply.Parts(Map.of("x-key", "hush\nhush"), null, null);
    URI nowhere = URI.create("http://127.0.0.1:9");

    Answer ofQuery = sender.send(Plans.request(nowhere, "GET", "/x", (path, n) -> query), IDS);
    Answer ofHeader = sender.send(Plans.request(nowhere, "GET", "/x", (path, n) -> header), IDS);

    assertThat(ofQuery.detail()).startsWith("the query: ").doesNotContain("hush");
    assertThat(ofHeader.error()).isEqualTo("cannot be sent");
    assertThat(ofHeader.detail()).contains("'x-key'").doesNotContain("hush");
  }

  @Test
  void sendsNothingOfItsOwnButTheTraceAndItsName() throws Exception {
    try (SocketTarget target = new SocketTarget(SocketTarget.OK)) {
      sender.send(Plans.get(target.address(), "/x"), IDS);

      Map<String, String> headers = target.requests().get(0).headers();
      assertThat(headers)
          .containsOnlyKeys("host", "traceparent", "user-agent", "content-length")
          .containsEntry("host", target.address().getAuthority())
          .containsEntry("content-length", "0")
          .containsEntry("traceparent", IDS.traceparent());
    }
  }

  @Test
  void sendsWhatTheCaptureAndTheUserGive() throws Exception {
    try (SocketTarget target = new SocketTarget(SocketTarget.OK);
        Sender named =
            new Sender(
                new SendOptions(1, Duration.ofSeconds(5), "shop.example", StatusCheck.OFF))) {
      Supply supply =
          (path, n) ->
              new Supply.Parts(Map.of("x-key", "k"), "n=%20" + n, "{\"path\":\"" + path + "\"}");
      URI base = target.address().resolve("/api");
      Route route = new Route("shop", "POST /orders", "POST", base, supply);
      Map<String, String> captured = Map.of("content-type", "application/json", "accept", "*/*");

      named.send(new ReplayCase(1, new TraceId(1, 1), 0, route, "/orders", captured, 201), IDS);

      SocketTarget.Heard heard = target.requests().get(0);
      assertThat(heard.line()).isEqualTo("POST /api/orders?n=%202147483647 HTTP/1.1");
      assertThat(heard.body()).isEqualTo("{\"path\":\"/orders\"}");
      assertThat(heard.headers())
          .containsEntry("host", "shop.example")
          .containsEntry("x-key", "k")
          .containsEntry("content-type", "application/json")
          .containsEntry("accept", "*/*");
    }
  }

  @Test
  void countsTheBytesOfAChunkedBody() throws Exception {
    try (SocketTarget target =
        answering(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n")) {
      Answer answer = sender.send(Plans.get(target.address(), "/x"), IDS);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.bytes()).isEqualTo(7);
    }
  }

  @Test
  void takesAHeadWithoutABodyForAWholeAnswer() throws Exception {
    try (SocketTarget target = answering("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n")) {
      Answer answer = sender.send(Plans.request(target.address(), "HEAD", "/x", null), IDS);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.bytes()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304, 401, 407, 503})
  void takesEveryFinalStatusForAnAnswer(int status) throws Exception {
    try (SocketTarget target = answering("HTTP/1.1 " + status + " So\r\n\r\n")) {
      Answer answer = sender.send(Plans.request(target.address(), "HEAD", "/x", null), IDS);

      assertThat(answer.status()).as(answer.error() + answer.detail()).isEqualTo(status);
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (SocketTarget elsewhere = new SocketTarget(SocketTarget.OK);
        SocketTarget target =
            answering(
                "HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: "
                    + elsewhere.address()
                    + "\r\n\r\n")) {
      Answer answer = sender.send(Plans.get(target.address(), "/x"), IDS);

      assertThat(answer.status()).isEqualTo(302);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void usesAConnectionAgainUntilItHasBeenIdleFor4s() throws Exception {
    try (SocketTarget target = new SocketTarget(SocketTarget.OK)) {
      sender.send(Plans.get(target.address(), "/x"), IDS);
      sender.send(Plans.get(target.address(), "/x"), IDS);
      int before = target.connections();

      await()
          .pollDelay(Duration.ofMillis(5_500))
          .until(() -> sender.send(Plans.get(target.address(), "/x"), IDS).status() == 200);

      assertThat(before).isEqualTo(1);
      assertThat(target.connections()).isEqualTo(2);
    }
  }

  private static SocketTarget answering(String text) throws IOException {
    return new SocketTarget((heard, out) -> write(out, text));
  }
}
