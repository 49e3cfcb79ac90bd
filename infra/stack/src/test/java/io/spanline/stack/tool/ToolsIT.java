package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spanline.stack.Heard;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tools and Go are shell scripts here; they are run for real. */
@Timeout(value = 60)
class ToolsIT {
  private static final String SAYS_2_12_0 = "echo toxiproxy-server version 2.12.0";
  @TempDir Path folder;
  private ToolFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new ToolFixture(folder);
  }

  private FoundTool find(Map<String, String> settings, Tool tool) {
    return fixture.tools(settings).find(tool, StackListener.SILENT);
  }

  @Test
  void takesWhatTheSettingNames() throws Exception {
    Path program = fixture.script("own/my-proxy", "exit 0");
    fixture.script("path/toxiproxy-server", SAYS_2_12_0);

    FoundTool found = find(Map.of("SPANLINE_TOXIPROXY", program.toString()), Tool.TOXIPROXY);

    assertThat(found.program()).isEqualTo(program);
    assertThat(found.origin()).isEqualTo("SPANLINE_TOXIPROXY");
  }

  @Test
  void refusesASettingThatNamesNoProgram() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "no program");

    assertThatThrownBy(() -> find(Map.of("SPANLINE_JAEGER", "nowhere"), Tool.JAEGER))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining("SPANLINE_JAEGER: no file")
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> find(Map.of("SPANLINE_JAEGER", file.toString()), Tool.JAEGER))
        .hasMessageContaining("is not executable");
  }

  @Test
  void prefersThePathToTheCacheAndTheCacheToABuild() throws Exception {
    fixture.go(ToolFixture.INSTALLS);
    Tools tools = fixture.tools(Map.of());

    FoundTool built = tools.find(Tool.TOXIPROXY, StackListener.SILENT);
    FoundTool cached = tools.find(Tool.TOXIPROXY, StackListener.SILENT);
    Path onPath = fixture.script("path/toxiproxy-server", SAYS_2_12_0);
    FoundTool found = tools.find(Tool.TOXIPROXY, StackListener.SILENT);

    assertThat(built.origin()).isEqualTo("built with Go");
    assertThat(cached.origin()).isEqualTo("cache");
    assertThat(cached.program()).isEqualTo(built.program()).isExecutable();
    assertThat(built.program().resolveSibling("built.json"))
        .content()
        .contains("2.12.0", "github.com/Shopify/toxiproxy");
    assertThat(found.program()).isEqualTo(onPath);
  }

  @Test
  void leavesAnotherVersionOnThePathAside() throws Exception {
    fixture.script("path/toxiproxy-server", "echo toxiproxy-server version 2.12.01");
    fixture.go(ToolFixture.INSTALLS);
    Heard heard = new Heard();

    FoundTool found = fixture.tools(Map.of()).find(Tool.TOXIPROXY, heard);

    assertThat(found.origin()).isEqualTo("built with Go");
    assertThat(heard.lines).anyMatch(line -> line.contains("left aside")).contains("compiling");
  }

  @Test
  void leavesACollectorWithoutKafkaAside() throws Exception {
    fixture.script(
        "path/otelcol", "[ $1 = components ] && echo otlp || echo otelcol version 0.155.0");
    Path contrib =
        fixture.script(
            "path/otelcol-contrib",
            "[ $1 = components ] && echo kafkaexporter || echo otelcol-contrib version 0.155.0");

    assertThat(find(Map.of(), Tool.COLLECTOR).program()).isEqualTo(contrib);
    Files.delete(contrib);
    assertThat(fixture.tools(Map.of()).lookUp(Tool.COLLECTOR, StackListener.SILENT)).isNull();
  }

  @Test
  void refusesAGoThatIsTooOld() throws Exception {
    Path go = fixture.script("path/go", "[ $1 = version ] && echo go version go1.19.8 linux/amd64");
    Tools tools = fixture.tools(Map.of());

    assertThatThrownBy(() -> tools.find(Tool.TOXIPROXY, StackListener.SILENT))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining("%s, is version 1.19.8 but 1.25 or newer is needed".formatted(go))
        .hasMessageContaining("SPANLINE_TOXIPROXY=")
        .hasMessageContaining("install Go 1.25")
        .hasMessageMatching("(.*:)(\\R  .*){4}");
    assertThat(tools.goToolchain()).isEqualTo(new GoToolchain(go, "1.19.8"));
  }

  @Test
  void buildsAProgramThatSaysItsVersionInAWorkFolderThatGoesWithIt() throws Exception {
    Path work = folder.resolve("work");
    Path words = folder.resolve("words");
    fixture.go(
        "touch $GOTMPDIR/go-build1; echo $GOTMPDIR > '%s'; echo \"$@\" > '%s'; %s"
            .formatted(work, words, ToolFixture.INSTALLS));

    find(Map.of(), Tool.TOXIPROXY);

    assertThat(Path.of(Files.readString(work).strip()))
        .startsWithRaw(folder.resolve("cache"))
        .isAbsolute()
        .doesNotExist();
    assertThat(fixture.parts()).isEmpty();
    assertThat(words)
        .content()
        .contains("-ldflags -X github.com/Shopify/toxiproxy/v2.Version=2.12.0 ");
  }

  @Test
  void tellsTheLastLinesOfABuildThatFailedAndSumsUpAFullDisk() throws Exception {
    fixture.go("echo write x: no space left on device; exit 4");

    assertThatThrownBy(() -> find(Map.of(), Tool.TOXIPROXY))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("exit code 4")
        .hasMessageContaining("| write x: no space left on device")
        .hasMessageContaining("free some space in " + folder.resolve("cache"))
        .hasMessageContaining("SPANLINE_CACHE");
    assertThat(fixture.parts()).isEmpty();
  }

  @Test
  void namesACacheThatCannotBeWritten() throws Exception {
    fixture.go(ToolFixture.INSTALLS);
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Path cache = file.resolve("cache");

    assertThatThrownBy(() -> find(Map.of("SPANLINE_CACHE", cache.toString()), Tool.TOXIPROXY))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining(cache + ", cannot be written")
        .hasMessageContaining("SPANLINE_CACHE=")
        .hasMessageMatching("(.*:)(\\R  .*){2}");
  }

  @Test
  void aStoppedBuildLeavesNeitherProcessNorFile() throws Exception {
    Path pid = folder.resolve("compiler.pid");
    fixture.go("echo half > $GOBIN/server; sleep 300 & echo $! > '" + pid + "'; wait");
    Tools tools = fixture.tools(Map.of());
    CompletableFuture<FoundTool> find =
        CompletableFuture.supplyAsync(() -> tools.find(Tool.TOXIPROXY, StackListener.SILENT));
    await().until(() -> Files.exists(pid) && Files.size(pid) > 1);
    long compiler = Long.parseLong(Files.readString(pid).strip());

    tools.close();

    assertThatThrownBy(find::join)
        .hasRootCauseInstanceOf(StackFailure.class)
        .hasMessageContaining("stopped while Toxiproxy was built");
    assertThat(fixture.parts()).isEmpty();
    await().until(() -> !ProcessHandle.of(compiler).map(ProcessHandle::isAlive).orElse(false));
    assertThatThrownBy(() -> tools.find(Tool.TOXIPROXY, StackListener.SILENT))
        .hasMessageContaining("stopped before Toxiproxy was built");
  }
}
