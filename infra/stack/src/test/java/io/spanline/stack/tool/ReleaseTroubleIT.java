package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spanline.stack.Received;
import io.spanline.stack.StackRefusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found, and told, where a release does not come as it should. */
@Timeout(value = 60)
class ReleaseTroubleIT {
  // A busy machine may take a second for what is to be in good order.
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final byte[] ARCHIVE =
      ReleaseHost.archive("otelcol-contrib", "the release ".repeat(2000));
  // Of the Collector's own builder, which is told its list by --config.
  private static final String BUILDS =
      "mkdir out; printf '#!/bin/sh\\n' > out/otelcol; chmod +x out/otelcol";

  @TempDir Path folder;
  private ToolFixture fixture;
  private ReleaseHost host;
  private final ToolFixture.Heard heard = new ToolFixture.Heard();

  @BeforeEach
  void start() throws Exception {
    fixture = new ToolFixture(folder);
    fixture.go(BUILDS);
    host = new ReleaseHost();
    host.publish(Tool.COLLECTOR, ARCHIVE);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void buildsWhereTheArchiveIsTorn() throws Exception {
    host.file(Tool.COLLECTOR, ReleaseHost.torn(ARCHIVE));

    assertIsBuilt("broke off after");
  }

  @Test
  void buildsWhereTheSumIsAnother() throws Exception {
    byte[] other = ReleaseHost.archive("otelcol-contrib", "something else");
    host.file(Tool.COLLECTOR, ReleaseHost.whole(other));

    assertIsBuilt(ReleaseHost.sum(other), "publishes " + ReleaseHost.sum(ARCHIVE), "deleted");
  }

  @Test
  void buildsWhereThereIsNoArchive() throws Exception {
    host.file(Tool.COLLECTOR, ReleaseHost.status(404));

    assertIsBuilt(".tar.gz answered 404");
  }

  @Test
  void buildsWhereThereAreNoSums() throws Exception {
    host.sums(Tool.COLLECTOR, ReleaseHost.status(404));

    assertIsBuilt("checksums.txt answered 404");
    assertThat(host.requests()).hasSize(1);
  }

  @Test
  void buildsWhereTheSumsDoNotNameTheArchive() throws Exception {
    host.sums(Tool.COLLECTOR, ReleaseHost.sum(ARCHIVE) + "  another.tar.gz\n<html>\n");

    assertIsBuilt("publishes no sum of otelcol-contrib_0.155.0");
  }

  @Test
  void buildsWhereTheArchiveHasNoProgram() throws Exception {
    host.publish(Tool.COLLECTOR, ReleaseHost.archive("bin/../otelcol-contrib", "elsewhere"));

    assertIsBuilt("has no file otelcol-contrib");
  }

  @Test
  void buildsWhereTheArchiveIsNone() throws Exception {
    host.publish(Tool.COLLECTOR, "<html>".getBytes(StandardCharsets.UTF_8));

    assertIsBuilt("is no readable archive");
  }

  @Test
  void buildsWhereNoByteFollowsTheFirstHalf() throws Exception {
    host.file(Tool.COLLECTOR, host.halfThenSilence(ARCHIVE));

    assertIsBuilt("no byte came for 2.00 s, after");
  }

  @Test
  void buildsWhereTheHostIsSilent() throws Exception {
    host.sums(Tool.COLLECTOR, host.silence());

    assertIsBuilt("did not answer within 2.00 s");
  }

  @Test
  void buildsWhereTheHostTakesAConnectionAndSaysNothing() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertIsBuilt(URI.create("http://127.0.0.1:" + mute.getLocalPort()), "did not answer within");
    }
  }

  @Test
  void buildsWhereNobodyListens() throws Exception {
    host.close();

    assertIsBuilt("cannot be connected to");
  }

  @Test
  void buildsWhereItIsSentRoundInCircles() throws Exception {
    URI itself = ReleaseHost.asset(Tool.COLLECTOR).sumsAddress(host.base());
    host.sums(Tool.COLLECTOR, ReleaseHost.redirect(itself));

    assertIsBuilt("sends on more than 5 times");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "spanline@", "spanline:wrong@"})
  void buildsWhereTheProxyRefusesUserAndPassword(String login) throws Exception {
    host.wantsAtTheDoor("spanline:right");
    String proxy = "http://" + login + "127.0.0.1:" + host.base().getPort();

    FoundTool found =
        fixture
            .tools(
                Map.of("SPANLINE_RELEASES", "http://releases.example"),
                PATIENCE,
                Map.of("HTTP_PROXY", proxy))
            .find(Tool.COLLECTOR, heard);

    assertThat(found.origin()).isEqualTo("built with Go");
    assertThat(heard.lines.toString())
        .contains("releases.example is behind the proxy 127.0.0.1:", "wants a user and password")
        .doesNotContain("wrong");
    // Unasked, and once with what the variable names.
    assertThat(host.requests()).hasSizeLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mailto:nobody", "ftp://127.0.0.1/sums"})
  void buildsWhereItIsSentNowhere(String nowhere) throws Exception {
    host.sums(Tool.COLLECTOR, ReleaseHost.redirect(URI.create(nowhere)));

    assertIsBuilt("sends on to '" + nowhere + "'");
  }

  @Test
  void asksAHostThatIsSilentOnce() throws Exception {
    host.sums(Tool.COLLECTOR, host.silence());
    fixture.go("[ $1 = install ] && { " + ToolFixture.INSTALLS + "; } || { " + BUILDS + "; }");
    Tools tools = tools(host.base());

    tools.find(Tool.COLLECTOR, heard);
    tools.find(Tool.TOXIPROXY, heard);

    assertThat(host.requests()).hasSize(1);
    assertThat(heard.lines).anyMatch(line -> line.endsWith("and is not asked again"));
  }

  @Test
  void saysAllThatWasTriedWhereThereIsNoGo() throws Exception {
    Files.delete(folder.resolve("path/go"));
    host.sums(Tool.COLLECTOR, ReleaseHost.status(503));

    assertThatThrownBy(() -> tools(host.base()).find(Tool.COLLECTOR, heard))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining("could not be downloaded (http://127.0.0.1:")
        .hasMessageContaining("answered 503)")
        .hasMessageContaining("Go, which would build it, is not either")
        .hasMessageContaining("SPANLINE_OTELCOL=")
        .hasMessageContaining("HTTPS_PROXY")
        .hasMessageContaining("install Go");
  }

  @Test
  void givesUpWithinFiveSecondsOfAHang() {
    assertThat(HttpFiles.PATIENCE).isLessThanOrEqualTo(Duration.ofMillis(4500));
  }

  @Test
  void tellsAFullDiskFromABadNetwork() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "no device that is always full");
    HttpFiles files = new HttpFiles(PATIENCE, EnvironmentProxies.of(Map.of()));
    URI address = ReleaseHost.asset(Tool.COLLECTOR).address(host.base());

    assertThatThrownBy(() -> files.fetch(address, full, 1 << 20, watch()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> files.fetch(address, folder.resolve("file"), 10, watch()))
        .isInstanceOf(DownloadFailed.class)
        .hasMessageContaining("larger than");
  }

  private void assertIsBuilt(String... told) throws Exception {
    assertIsBuilt(host.base(), told);
  }

  /** Go's program is found, why is told, and nothing of the release is left. */
  private void assertIsBuilt(URI base, String... told) throws Exception {
    FoundTool found = tools(base).find(Tool.COLLECTOR, heard);

    assertThat(found.origin()).isEqualTo("built with Go");
    assertThat(heard.lines.toString()).contains(told);
    assertThat(fixture.parts()).isEmpty();
    assertThat(fixture.files("-release")).isEmpty();
  }

  private Tools tools(URI base) {
    return fixture.tools(Map.of("SPANLINE_RELEASES", base.toString()), PATIENCE);
  }

  private static HttpFiles.Watch watch() {
    return new HttpFiles.Watch() {
      @Override
      public void received(Received soFar) {}

      @Override
      public void check() {}
    };
  }
}
