package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spanline.settings.Settings;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tools and Go are shell scripts here; they are run for real. */
@Timeout(value = 60)
class ToolsIT {
  private static final String SAYS_2_12_0 = "echo toxiproxy-server version 2.12.0";
  private static final String INSTALLS =
      "echo compiling; printf '#!/bin/sh\\n' > $GOBIN/server; chmod +x $GOBIN/server";

  private static final String GO_1_26 =
      "[ \"$1\" = version ] && echo go version go1.26.8 linux/amd64 && exit; ";

  @TempDir Path folder;

  @Test
  void takesWhatTheSettingNames() throws Exception {
    Path program = script("own/my-proxy", "exit 0");
    script("path/toxiproxy-server", SAYS_2_12_0);

    FoundTool found =
        tools(Map.of("SPANLINE_TOXIPROXY", program.toString()))
            .find(Tool.TOXIPROXY, StackListener.SILENT);

    assertThat(found.program()).isEqualTo(program);
    assertThat(found.origin()).isEqualTo("SPANLINE_TOXIPROXY");
  }

  @Test
  void refusesASettingThatNamesNoProgram() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "no program");

    assertThatThrownBy(
            () ->
                tools(Map.of("SPANLINE_JAEGER", "nowhere")).find(Tool.JAEGER, StackListener.SILENT))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining("SPANLINE_JAEGER: no file")
        .hasMessageContaining("nowhere");
    assertThatThrownBy(
            () ->
                tools(Map.of("SPANLINE_JAEGER", file.toString()))
                    .find(Tool.JAEGER, StackListener.SILENT))
        .hasMessageContaining("is not executable");
  }

  @Test
  void prefersThePathToTheCacheAndTheCacheToABuild() throws Exception {
    go(INSTALLS);
    Tools tools = tools(Map.of());

    FoundTool built = tools.find(Tool.TOXIPROXY, StackListener.SILENT);
    FoundTool cached = tools.find(Tool.TOXIPROXY, StackListener.SILENT);
    Path onPath = script("path/toxiproxy-server", SAYS_2_12_0);
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
    script("path/toxiproxy-server", "echo toxiproxy-server version 2.12.01");
    go(INSTALLS);
    List<String> heard = new CopyOnWriteArrayList<>();

    FoundTool found = tools(Map.of()).find(Tool.TOXIPROXY, listener(heard));

    assertThat(found.origin()).isEqualTo("built with Go");
    assertThat(heard).anyMatch(line -> line.contains("left aside")).contains("compiling");
  }

  @Test
  void leavesACollectorWithoutKafkaAside() throws Exception {
    script("path/otelcol", "[ $1 = components ] && echo otlp || echo otelcol version 0.155.0");
    Path contrib =
        script(
            "path/otelcol-contrib",
            "[ $1 = components ] && echo kafkaexporter || echo otelcol-contrib version 0.155.0");

    assertThat(tools(Map.of()).find(Tool.COLLECTOR, StackListener.SILENT).program())
        .isEqualTo(contrib);
    Files.delete(contrib);
    assertThat(tools(Map.of()).lookUp(Tool.COLLECTOR, StackListener.SILENT)).isNull();
  }

  @Test
  void saysWhatHelpsWhereThereIsNeitherToolNorGo() {
    assertThatThrownBy(() -> tools(Map.of()).find(Tool.TOXIPROXY, StackListener.SILENT))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining("Toxiproxy 2.12.0")
        .hasMessageContaining("SPANLINE_TOXIPROXY=")
        .hasMessageContaining("install Go");
  }

  @Test
  void refusesAGoThatIsTooOld() throws Exception {
    Path go = script("path/go", "[ $1 = version ] && echo go version go1.19.8 linux/amd64");
    Tools tools = tools(Map.of());

    assertThatThrownBy(() -> tools.find(Tool.TOXIPROXY, StackListener.SILENT))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining("%s, is version 1.19.8, needed is 1.25 or newer".formatted(go))
        .hasMessageContaining("SPANLINE_TOXIPROXY=")
        .hasMessageContaining("install Go 1.25");
    assertThat(tools.goToolchain()).isEqualTo(new GoToolchain(go, "1.19.8"));
  }

  @Test
  void givesABuildAWorkFolderThatGoesWithIt() throws Exception {
    Path noted = folder.resolve("noted");
    go("touch $GOTMPDIR/go-build1; echo $GOTMPDIR > '" + noted + "'; " + INSTALLS);

    tools(Map.of()).find(Tool.TOXIPROXY, StackListener.SILENT);

    Path work = Path.of(Files.readString(noted).strip());
    assertThat(work).startsWithRaw(folder.resolve("cache")).isAbsolute().doesNotExist();
    assertThat(parts()).isEmpty();
  }

  @Test
  void tellsTheLastLinesOfABuildThatFailed() throws Exception {
    go("echo no such module; exit 4");

    assertThatThrownBy(() -> tools(Map.of()).find(Tool.TOXIPROXY, StackListener.SILENT))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("exit code 4")
        .hasMessageContaining("| no such module");
    assertThat(parts()).isEmpty();
  }

  @Test
  void aStoppedBuildLeavesNeitherProcessNorFile() throws Exception {
    Path pid = folder.resolve("compiler.pid");
    go("echo half > $GOBIN/server; sleep 300 & echo $! > '" + pid + "'; wait");
    Tools tools = tools(Map.of());
    CompletableFuture<FoundTool> find =
        CompletableFuture.supplyAsync(() -> tools.find(Tool.TOXIPROXY, StackListener.SILENT));
    await().until(() -> Files.exists(pid) && Files.size(pid) > 1);
    long compiler = Long.parseLong(Files.readString(pid).strip());

    tools.close();

    assertThatThrownBy(find::join)
        .hasRootCauseInstanceOf(StackFailure.class)
        .hasMessageContaining("stopped while Toxiproxy was built");
    assertThat(parts()).isEmpty();
    await().until(() -> !ProcessHandle.of(compiler).map(ProcessHandle::isAlive).orElse(false));
    assertThatThrownBy(() -> tools.find(Tool.TOXIPROXY, StackListener.SILENT))
        .hasMessageContaining("stopped before Toxiproxy was built");
  }

  private Tools tools(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("SPANLINE_CACHE", folder.resolve("cache").toString());
    return new Tools(Path.of("../.."), Settings.of(all), folder.resolve("path").toString());
  }

  private void go(String text) throws IOException {
    script("path/go", GO_1_26 + text);
  }

  private Path script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  private static StackListener listener(List<String> lines) {
    return new StackListener() {
      @Override
      public void detail(String step, String line) {
        lines.add(line);
      }
    };
  }
}
