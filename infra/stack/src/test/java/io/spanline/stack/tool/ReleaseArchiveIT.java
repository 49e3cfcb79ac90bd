package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A release that comes in good order, on a host that may be slow, shared or left. */
@Timeout(value = 60)
class ReleaseArchiveIT {
  private static final byte[] PROGRAM =
      "#!/bin/sh\necho the release\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private ToolFixture fixture;
  private ReleaseHost host;
  private final ToolFixture.Heard heard = new ToolFixture.Heard();

  @BeforeEach
  void start() throws Exception {
    fixture = new ToolFixture(folder);
    host = new ReleaseHost();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void downloadsAProgramAndNotesWhereItCameFrom() throws Exception {
    host.publish(Tool.TOXIPROXY, PROGRAM);

    FoundTool found = tools().find(Tool.TOXIPROXY, heard);

    assertThat(found.origin()).isEqualTo("downloaded");
    assertThat(found.program()).hasBinaryContent(PROGRAM).isExecutable();
    assertThat(found.program().resolveSibling("downloaded.json"))
        .content()
        .contains(
            "2.12.0",
            ReleaseHost.asset(Tool.TOXIPROXY).address(host.base()).toString(),
            ReleaseHost.sum(PROGRAM));
    assertThat(heard.received.get(heard.received.size() - 1).bytes()).isEqualTo(PROGRAM.length);
    assertThat(heard.lines).anyMatch(line -> line.contains("SHA-256 as published"));
    assertThat(fixture.parts()).isEmpty();
  }

  @Test
  void findsItInTheCacheFromThenOn() {
    host.publish(Tool.TOXIPROXY, PROGRAM);
    Path program = tools().find(Tool.TOXIPROXY, heard).program();
    host.close();

    FoundTool found = tools().find(Tool.TOXIPROXY, heard);

    assertThat(found).isEqualTo(new FoundTool(Tool.TOXIPROXY, program, "cache"));
  }

  @Test
  void keepsABuiltProgramBesideADownloadedOne() throws Exception {
    fixture.go(ToolFixture.INSTALLS);
    Path built = fixture.tools(Map.of()).find(Tool.TOXIPROXY, heard).program();
    host.publish(Tool.TOXIPROXY, PROGRAM);

    Path cached = tools().find(Tool.TOXIPROXY, heard).program();

    assertThat(cached).isEqualTo(built);
    assertThat(host.requests()).isEmpty();
    Files.delete(built);
    assertThat(tools().find(Tool.TOXIPROXY, heard).program())
        .hasBinaryContent(PROGRAM)
        .isNotEqualTo(built);
  }

  @Test
  void takesTheOneProgramOutOfAnArchive() throws Exception {
    String name = ReleaseHost.asset(Tool.JAEGER).member();
    String top = name.substring(0, name.indexOf('/'));
    host.publish(
        Tool.JAEGER,
        ReleaseHost.archive(
            "../../../evil", "out", "/evil", "out", top + "/example-hotrod", "no", name, "jaeger"));

    FoundTool found = tools().find(Tool.JAEGER, heard);

    assertThat(found.program()).hasContent("jaeger").isExecutable();
    assertThat(fixture.files("evil")).isEmpty();
    assertThat(found.program().getParent().toFile().list())
        .containsExactlyInAnyOrder("jaeger", "downloaded.json");
  }

  @Test
  void readsTheSumsAsEveryProjectWritesThem() {
    byte[] archive = ReleaseHost.archive("./otelcol-contrib", "collector");
    host.publish(Tool.COLLECTOR, archive);
    String file = ReleaseHost.asset(Tool.COLLECTOR).file();
    host.sums(
        Tool.COLLECTOR,
        "%064d *%s.sbom.json\n%s *%s\n".formatted(0, file, ReleaseHost.sum(archive), file));

    assertThat(tools().find(Tool.COLLECTOR, heard).program()).hasContent("collector");
  }

  @Test
  void isSentOnToAnotherHost() throws Exception {
    try (ReleaseHost storage = new ReleaseHost()) {
      storage.publish(Tool.TOXIPROXY, PROGRAM);
      ReleaseAsset asset = ReleaseHost.asset(Tool.TOXIPROXY);
      host.sums(Tool.TOXIPROXY, ReleaseHost.redirect(asset.sumsAddress(storage.base())));
      host.file(Tool.TOXIPROXY, ReleaseHost.redirect(asset.address(storage.base())));

      FoundTool found = tools().find(Tool.TOXIPROXY, heard);

      assertThat(found.program()).hasBinaryContent(PROGRAM);
    }
  }

  @Test
  void comesThroughAProxyThatWantsAPassword() {
    host.publish(Tool.TOXIPROXY, PROGRAM);
    host.wantsAtTheDoor("spanline:p@ss word");
    String proxy = "http://spanline:p%40ss%20word@127.0.0.1:" + host.base().getPort();
    Map<String, String> settings = Map.of("SPANLINE_RELEASES", "http://releases.example");

    FoundTool found =
        fixture
            .tools(settings, HttpFiles.PATIENCE, Map.of("HTTP_PROXY", proxy))
            .find(Tool.TOXIPROXY, heard);

    assertThat(found.program()).hasBinaryContent(PROGRAM);
    assertThat(heard.lines.toString()).doesNotContain("p@ss", "p%40ss");
  }

  @Test
  void waitsForAReleaseThatIsSlowButMoves() {
    host.publish(Tool.TOXIPROXY, PROGRAM);
    // Longer than it is patient, each part eight times sooner.
    host.file(Tool.TOXIPROXY, host.slow(PROGRAM, 12, 250));

    FoundTool found = tools(Duration.ofSeconds(2)).find(Tool.TOXIPROXY, heard);

    assertThat(found.origin()).isEqualTo("downloaded");
    assertThat(heard.received)
        .hasSizeGreaterThan(8)
        .isSortedAccordingTo((a, b) -> Long.compare(a.bytes(), b.bytes()));
  }

  @Test
  void isDownloadedOnceForTwoThatWantItAtOnce() {
    host.publish(Tool.TOXIPROXY, PROGRAM);
    host.file(
        Tool.TOXIPROXY,
        exchange -> {
          await().until(() -> heard.lines.toString().contains("waiting for another"));
          ReleaseHost.whole(PROGRAM).to(exchange);
        });

    CompletableFuture<FoundTool> one =
        CompletableFuture.supplyAsync(
            () -> tools(Duration.ofSeconds(20)).find(Tool.TOXIPROXY, heard));
    CompletableFuture<FoundTool> other =
        CompletableFuture.supplyAsync(
            () -> tools(Duration.ofSeconds(20)).find(Tool.TOXIPROXY, heard));

    assertThat(one.join().program()).isEqualTo(other.join().program());
    assertThat(host.requests()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aStoppedDownloadLeavesNothing() throws Exception {
    host.publish(Tool.TOXIPROXY, PROGRAM);
    host.file(Tool.TOXIPROXY, host.halfThenSilence(PROGRAM));
    Tools tools = tools(Duration.ofMinutes(5));
    CompletableFuture<FoundTool> find =
        CompletableFuture.supplyAsync(() -> tools.find(Tool.TOXIPROXY, heard));
    await().until(() -> !heard.received.isEmpty() && !fixture.parts().isEmpty());

    tools.close();

    assertThatThrownBy(find::join)
        .hasRootCauseInstanceOf(StackFailure.class)
        .hasMessageContaining("stopped while Toxiproxy was downloaded");
    assertThat(fixture.parts()).isEmpty();
    assertThatThrownBy(() -> tools.find(Tool.TOXIPROXY, StackListener.SILENT))
        .hasMessageContaining("stopped before Toxiproxy was downloaded");
  }

  @Test
  void namesACacheThatCannotBeWritten() throws Exception {
    host.publish(Tool.TOXIPROXY, PROGRAM);
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Map<String, String> settings =
        Map.of(
            "SPANLINE_RELEASES", host.base().toString(),
            "SPANLINE_CACHE", file.resolve("cache").toString());

    assertThatThrownBy(() -> fixture.tools(settings).find(Tool.TOXIPROXY, heard))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining(file.resolve("cache") + ", cannot be written: ")
        .hasMessageContaining("SPANLINE_CACHE=");
  }

  private Tools tools() {
    return tools(HttpFiles.PATIENCE);
  }

  private Tools tools(Duration patience) {
    return fixture.tools(Map.of("SPANLINE_RELEASES", host.base().toString()), patience);
  }
}
