package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.endtoend.DyingEdge.Outcome;
import io.spanline.endtoend.DyingServer.Death;
import io.spanline.stack.plan.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a service of the shop sends when a connection dies, and what its spans say of it. */
class AttemptsIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void makesOneAttemptPerClientSpanAndTwoWithoutTheOptions(Jdk jdk) throws IOException {
    List<String> command = CallerOnJdk.command(jdk);
    List<String> without =
        command.stream().filter(word -> !Programs.ONE_ATTEMPT.contains(word)).toList();
    try (DyingEdge edge = new DyingEdge("with", command, folder);
        DyingEdge hiding = new DyingEdge("without", without, folder)) {

      List<Outcome> once = callOnDyingConnections(edge);
      Outcome refused = edge.callWithNobodyThere();
      List<Outcome> twice = callOnDyingConnections(hiding);

      String problem = "service-a: service-b ";
      assertThat(once)
          .containsExactly(
              new Outcome(problem + "could not be reached: connection reset", 1),
              new Outcome(problem + "closed the connection", 1));
      assertThat(refused.answer()).isEqualTo(problem + "could not be reached: connection refused");
      assertThat(edge.errorTypesOfClientSpans(5))
          .containsExactly(
              "java.io.IOException", "java.io.IOException", "java.net.ConnectException");
      assertThat(twice).containsExactly(new Outcome("ok", 2), new Outcome("ok", 2));
      assertThat(hiding.errorTypesOfClientSpans(4)).isEmpty();
    }
  }

  private static List<Outcome> callOnDyingConnections(DyingEdge edge) {
    return List.of(
        edge.callOnADyingConnection(Death.RESET), edge.callOnADyingConnection(Death.CLOSED));
  }

  /** A request on a connection that its server has just closed would fail without a fault. */
  @ParameterizedTest
  @EnumSource
  @Tag("thorough")
  void closesAnIdleConnectionLongBeforeAServerDoes(Jdk jdk) throws Exception {
    try (DyingEdge edge = new DyingEdge("idle", CallerOnJdk.command(jdk), folder)) {
      assertThat(edge.call()).isEqualTo(new Outcome("ok", 1));

      // As a server, with a client that keeps quiet.
      boolean open = staysOpen(edge.serviceA().address(), Duration.ofSeconds(40));

      assertThat(open).isTrue();
      assertThat(edge.serviceB().idleTime(Duration.ZERO)).isLessThan(Duration.ofSeconds(25));
    }
  }

  /** Whether a connection is still open when nothing has been sent on it for a while. */
  private static boolean staysOpen(String address, Duration quiet) throws IOException {
    int port = URI.create("http://" + address).getPort();
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client
          .getOutputStream()
          .write("GET /health HTTP/1.1\r\nhost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      client.setSoTimeout((int) quiet.toMillis());
      InputStream in = client.getInputStream();
      while (in.read() >= 0) {
        // The answer.
      }
      return false;
    } catch (SocketTimeoutException silent) {
      return true;
    }
  }
}
