package io.spanline.experiments.replay.send;

import static io.spanline.experiments.replay.send.SocketTarget.answer;
import static io.spanline.experiments.replay.send.SocketTarget.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.TracePrefix;
import java.io.EOFException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureIT {
  private final Sender sender = new Sender(Plans.options(Duration.ofSeconds(2)));

  @AfterEach
  void close() {
    sender.close();
  }

  @Test
  void namesATargetThatIsDown() throws Exception {
    URI address;
    try (SocketTarget target = new SocketTarget(SocketTarget.OK)) {
      address = target.address();
    }

    assertThat(send(address).error()).isEqualTo("connection refused");
  }

  @Test
  void namesAHostThatDoesNotExist() throws Exception {
    try (Sender patient = new Sender(Plans.options(Duration.ofSeconds(30)))) {
      ReplayCase request = Plans.get(URI.create("http://no-such-host.invalid"), "/x");

      assertThat(patient.send(request, TracePrefix.random().next()).error())
          .isEqualTo("no such host");
    }
  }

  @Test
  void namesATargetThatNeverAnswers() throws Exception {
    AtomicReference<SocketTarget> hanging = new AtomicReference<>();
    try (SocketTarget target = new SocketTarget((heard, out) -> hanging.get().hang())) {
      hanging.set(target);

      Answer answer = send(target.address());

      assertThat(answer.error()).isEqualTo("no answer in 2 s");
      assertThat(answer.status()).isNull();
      assertThat(answer.moments().head()).isNull();
      assertThat(tookMillis(answer)).isBetween(2_000L, 6_000L);
    }
  }

  @Test
  void namesABodyThatNeverEnds() throws Exception {
    AtomicReference<SocketTarget> hanging = new AtomicReference<>();
    try (SocketTarget target =
        new SocketTarget(
            (heard, out) -> {
              write(out, "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
              hanging.get().hang();
            })) {
      hanging.set(target);

      Answer answer = send(target.address());

      assertThat(answer.error()).isEqualTo("no whole answer in 2 s");
      assertThat(answer.status()).isNull();
      assertThat(answer.bytes()).isEqualTo(4);
      assertThat(answer.moments().head()).isNotNull();
    }
  }

  @Test
  void namesATargetThatSpeaksNoHttp() throws Exception {
    assertThat(sendTo((heard, out) -> write(out, "220 mail.example ESMTP\r\n\r\n")).error())
        .isEqualTo("not HTTP");
  }

  @Test
  void namesATargetThatClosesWithoutAWord() throws Exception {
    assertThat(
            sendTo(
                    (heard, out) -> {
                      throw new EOFException();
                    })
                .error())
        .isEqualTo("connection closed before the answer");
  }

  @Test
  void namesATargetThatDiesWithinItsAnswer() throws Exception {
    Answer answer =
        sendTo(
            (heard, out) -> {
              write(out, "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
              throw new EOFException();
            });

    assertThat(answer.error()).isEqualTo("connection closed within the answer");
    assertThat(answer.bytes()).isEqualTo(4);
  }

  @Test
  void namesATargetThatSpeaksNoTls() throws Exception {
    try (SocketTarget target =
        new SocketTarget((heard, out) -> write(out, answer("400 Bad Request", "")))) {
      URI https = URI.create("https://" + target.address().getAuthority());

      assertThat(send(https).error()).startsWith("TLS: ");
    }
  }

  @Test
  void sendsAGetOnceEvenOverAPooledConnectionThatDies() throws Exception {
    try (SocketTarget target =
        new SocketTarget(
            (heard, out) -> {
              if (heard.line().contains("/dies")) {
                throw new EOFException();
              }
              write(out, answer("200 OK", ""));
            })) {
      sender.send(Plans.get(target.address(), "/lives"), TracePrefix.random().next());

      Answer answer =
          sender.send(Plans.get(target.address(), "/dies"), TracePrefix.random().next());

      assertThat(answer.error()).isEqualTo("connection closed before the answer");
      assertThat(answer.detail()).doesNotContain("retries");
      assertThat(target.requests()).hasSize(2);
      assertThat(target.connections()).isEqualTo(1);
    }
  }

  private Answer sendTo(SocketTarget.Answering answering) throws Exception {
    try (SocketTarget target = new SocketTarget(answering)) {
      return send(target.address());
    }
  }

  private Answer send(URI target) throws InterruptedException {
    return sender.send(Plans.get(target, "/x"), TracePrefix.random().next());
  }

  private static long tookMillis(Answer answer) {
    return (answer.moments().done() - answer.moments().intended()) / 1_000_000;
  }
}
