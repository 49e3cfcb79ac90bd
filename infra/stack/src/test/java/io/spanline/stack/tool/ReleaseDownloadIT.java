package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spanline.stack.Heard;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloading by the script, and building with Go if that fails. */
@Timeout(value = 60)
class ReleaseDownloadIT {
  @TempDir Path folder;
  private ToolFixture fixture;
  private final Heard heard = new Heard();

  @BeforeEach
  void fixture() {
    fixture = new ToolFixture(folder);
  }

  @Test
  void downloadsARelease() throws Exception {
    byte[] program = "#!/bin/sh\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    try (ReleaseHost host = published(program)) {
      FoundTool found = fixture.tools(from(host)).find(Tool.TOXIPROXY, heard);

      assertThat(found.origin()).isEqualTo("downloaded");
      assertThat(found.program()).hasBinaryContent(program).isExecutable();
      assertThat(found.program().resolveSibling("downloaded.json")).exists();
      assertThat(heard.received).last().isEqualTo(100);
      assertThat(heard.lines).contains("1.0 MB from " + host.base() + ", SHA-256 as published");
      assertThat(fixture.parts()).isEmpty();
      assertThat(fixture.tools(from(host)).find(Tool.TOXIPROXY, heard))
          .isEqualTo(new FoundTool(Tool.TOXIPROXY, found.program(), "cache"));
    }
  }

  @Test
  void buildsWhatCannotBeDownloaded() throws Exception {
    fixture.go(ToolFixture.INSTALLS);
    try (ReleaseHost host = published(new byte[9])) {
      host.answer(toxiproxy(), ReleaseHost.status(404));

      FoundTool found = fixture.tools(from(host)).find(Tool.TOXIPROXY, heard);

      assertThat(found.origin()).isEqualTo("built with Go");
      assertThat(heard.lines).anyMatch(line -> line.contains("answered 404 for"));
      assertThat(fixture.files("-release")).isEmpty();
    }
  }

  @Test
  void asksAHostThatCannotBeReachedOnceAndSaysAllThatWasTried() throws Exception {
    fixture.curl();
    Tools tools = fixture.tools(Map.of("SPANLINE_RELEASES", "http://127.0.0.1:1"));

    assertThatThrownBy(() -> tools.find(Tool.COLLECTOR, heard))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining("the download failed (127.0.0.1:1 cannot be connected to")
        .hasMessageContaining("there is no Go to build it")
        .hasMessageContaining("SPANLINE_OTELCOL=")
        .hasMessageContaining("HTTPS_PROXY")
        .hasMessageContaining("install Go");
    assertThatThrownBy(() -> tools.find(Tool.TOXIPROXY, heard))
        .hasMessageContaining("as for the tool before");
  }

  @Test
  void isDownloadedOnceForTwoThatWantItAtOnce() throws Exception {
    byte[] program = new byte[] {1, 2, 3};
    try (ReleaseHost host = published(program)) {
      host.answer(
          toxiproxy(),
          exchange -> {
            await().until(() -> heard.lines.toString().contains("waiting for another"));
            ReleaseHost.whole(program).to(exchange);
          });

      CompletableFuture<FoundTool> one =
          CompletableFuture.supplyAsync(
              () -> fixture.tools(from(host)).find(Tool.TOXIPROXY, heard));
      CompletableFuture<FoundTool> other =
          CompletableFuture.supplyAsync(
              () -> fixture.tools(from(host)).find(Tool.TOXIPROXY, heard));

      assertThat(one.join().program()).isEqualTo(other.join().program());
      assertThat(host.requests()).hasSize(2).doesNotHaveDuplicates();
    }
  }

  @Test
  void aStoppedDownloadLeavesNothing() throws Exception {
    byte[] program = new byte[100_000];
    try (ReleaseHost host = published(program)) {
      host.answer(toxiproxy(), host.halfThenSilence(program));
      Tools tools = fixture.tools(from(host));
      CompletableFuture<FoundTool> find =
          CompletableFuture.supplyAsync(() -> tools.find(Tool.TOXIPROXY, heard));
      await().until(() -> host.requests().size() == 2);

      tools.close();

      assertThatThrownBy(find::join)
          .hasRootCauseInstanceOf(StackFailure.class)
          .hasMessageContaining("stopped while Toxiproxy was downloaded");
      assertThat(fixture.parts()).isEmpty();
      assertThatThrownBy(() -> tools.find(Tool.TOXIPROXY, heard))
          .hasMessageContaining("stopped before Toxiproxy was downloaded");
    }
  }

  /** A host with Toxiproxy's release, and curl on the PATH. */
  private ReleaseHost published(byte[] program) throws IOException {
    fixture.curl();
    ReleaseHost host = new ReleaseHost();
    host.publish(toxiproxy(), program);
    return host;
  }

  private static String toxiproxy() {
    return "toxiproxy-server-" + Platform.here();
  }

  private static Map<String, String> from(ReleaseHost host) {
    return Map.of("SPANLINE_RELEASES", host.base().toString());
  }
}
