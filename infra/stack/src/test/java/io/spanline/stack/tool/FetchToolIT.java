package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spanline.stack.process.ProcessGroup;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script {@code infra/sh/fetch-tool.sh} with real curl, tar and sums. Its runs spend their time
 * waiting, so they wait together.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 60)
class FetchToolIT {
  private static final Path SCRIPT = Path.of("../sh/fetch-tool.sh").toAbsolutePath();
  private static final String COLLECTOR = "otelcol-contrib_0.155.0_linux_amd64.tar.gz";
  private static final String COLLECTOR_SUMS =
      "opentelemetry-collector-releases_otelcol-contrib_checksums.txt";
  private static final String PROGRAM = "the release ".repeat(2000);

  @TempDir Path folder;
  private ReleaseHost host;
  private byte[] archive;

  @BeforeEach
  void start() throws Exception {
    host = new ReleaseHost();
    archive = ReleaseHost.archive(folder, "otelcol-contrib", PROGRAM);
    host.publish(COLLECTOR, archive);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private record Ran(int exit, String said, Path ready) {}

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh"})
  void takesTheOneProgramOutOfAnArchive(String shell) throws Exception {
    URI mirror = URI.create(host.base().toString().replace("//", "//me:secret@"));

    Ran ran = fetch(shell, mirror, Map.of());

    assertThat(ran.said())
        .contains("0.0 MB from " + host.base() + ", SHA-256 as published")
        .doesNotContain("secret");
    assertThat(ran.exit()).isZero();
    assertThat(ran.ready().resolve("otelcol-contrib")).hasContent(PROGRAM).isExecutable();
    assertThat(ran.ready().resolve("downloaded.json"))
        .content()
        .contains("0.155.0", host.base() + "/open-telemetry/", ReleaseHost.sum(archive))
        .doesNotContain("secret");
    assertThat(ran.ready().toFile().list()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh"})
  void believesNoArchiveWithAnotherSum(String shell) throws Exception {
    byte[] other = ReleaseHost.archive(folder, "otelcol-contrib", "something else");
    host.answer(COLLECTOR, ReleaseHost.whole(other));

    assertGivesUp(
        1,
        fetch(shell, host.base(), Map.of()),
        ReleaseHost.sum(other),
        "publishes " + ReleaseHost.sum(archive));
    host.answer(COLLECTOR_SUMS, ReleaseHost.whole("<html>\n".getBytes(StandardCharsets.UTF_8)));
    assertGivesUp(
        1,
        fetch(shell, host.base(), Map.of()),
        COLLECTOR_SUMS + " publishes no sum of " + COLLECTOR);
  }

  @ParameterizedTest
  @CsvSource({
    "toxiproxy-server 2.12.0 darwin-arm64,"
        + " /Shopify/toxiproxy/releases/download/v2.12.0/checksums.txt,"
        + " toxiproxy-server-darwin-arm64",
    "otelcol-contrib 0.155.0 darwin-arm64,"
        + " /open-telemetry/opentelemetry-collector-releases/releases/download/v0.155.0/"
        + "opentelemetry-collector-releases_otelcol-contrib_checksums.txt,"
        + " otelcol-contrib_0.155.0_darwin_arm64.tar.gz",
    "jaeger 2.13.0 linux-amd64,"
        + " /jaegertracing/jaeger/releases/download/v1.76.0/jaeger-2.13.0.sha256sum.txt,"
        + " jaeger-2.13.0-linux-amd64.tar.gz"
  })
  void asksForWhatEachProjectPublishes(String tool, String sums, String file) throws Exception {
    host.publish(file, archive);
    host.answer(file, ReleaseHost.status(404));

    Ran ran = run(List.of("/bin/sh"), List.of(tool.split(" ")), host.base(), Map.of());

    assertThat(host.requests())
        .containsExactly(sums, sums.substring(0, sums.lastIndexOf('/') + 1) + file);
    assertGivesUp(1, ran, "answered 404 for " + file);
  }

  @Test
  void neverLeavesTls() throws Exception {
    Path certificate = folder.resolve("certificate.pem");
    try (ReleaseHost secure = ReleaseHost.withTls(certificate)) {
      secure.publish(COLLECTOR, archive);
      Map<String, String> trusts = Map.of("CURL_CA_BUNDLE", certificate.toString());

      assertThat(fetch("/bin/sh", secure.base(), trusts).exit()).isZero();
      assertGivesUp(3, fetch(secure.base()), "has no TLS that this machine trusts");
      secure.answer(COLLECTOR, ReleaseHost.redirect(host.base() + "/" + COLLECTOR));
      Ran sentOn = fetch("/bin/sh", secure.base(), trusts);
      assertGivesUp(1, sentOn, "sends on to an address that is not https");
      assertThat(host.requests()).isEmpty();
    }
  }

  @Test
  void givesUpWhatStalls() {
    host.answer(COLLECTOR, host.halfThenSilence(archive));

    assertGivesUp(1, fetch(host.base()), "sends nothing more of " + COLLECTOR);
  }

  @Test
  void saysThatThereIsNoCurl() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertGivesUp(
        3,
        fetch("/bin/sh", host.base(), Map.of("PATH", empty.toString())),
        "curl is not on the PATH");
  }

  @Test
  void leavesNothingBelievedWholeIfItIsKilled() throws Exception {
    host.answer(COLLECTOR, host.halfThenSilence(archive));
    Path part = folder.resolve("part");
    Process process = command(List.of("/bin/sh"), args(), part, host.base(), Map.of()).start();
    await().until(() -> Files.exists(part.resolve("file")));

    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();

    assertThat(part.resolve("ready")).doesNotExist();
  }

  private static void assertGivesUp(int exit, Ran ran, String... told) {
    assertThat(ran.said()).contains(told);
    assertThat(ran.exit()).isEqualTo(exit);
    assertThat(ran.ready()).doesNotExist();
  }

  private Ran fetch(URI base) {
    return fetch("/bin/sh", base, Map.of());
  }

  private Ran fetch(String shell, URI base, Map<String, String> environment) {
    List<String> words = new ArrayList<>(List.of(shell.split(" ")));
    words.set(0, required(words.get(0)).toString());
    try {
      return run(words, args(), base, environment);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> args() {
    return List.of("otelcol-contrib", "0.155.0", "linux-amd64");
  }

  private Ran run(List<String> shell, List<String> args, URI base, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path part = Files.createTempDirectory(folder, "part");
    Process process = command(shell, args, part, base, environment).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said, part.resolve("ready"));
  }

  private static ProcessBuilder command(
      List<String> shell, List<String> args, Path part, URI base, Map<String, String> own) {
    List<String> words = new ArrayList<>(shell);
    words.add(SCRIPT.toString());
    words.addAll(args);
    words.add(part.toString());
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    // Whatever proxy this machine has is not asked.
    builder.environment().keySet().removeIf(name -> name.toLowerCase().endsWith("_proxy"));
    builder.environment().putAll(own);
    builder.environment().put("SPANLINE_RELEASES", base.toString());
    return builder;
  }

  private static Path required(String program) {
    Path found = ProcessGroup.find(program, System.getenv("PATH"));
    assumeTrue(found != null, program + " is not on the PATH");
    return found;
  }
}
