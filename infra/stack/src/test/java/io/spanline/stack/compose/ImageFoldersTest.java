package io.spanline.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.stack.Checkout;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFoldersTest {
  @TempDir private Path clone;
  @TempDir private Path images;

  /** What a build leaves of the modules that are programs. */
  @BeforeEach
  void build() throws IOException {
    for (String module :
        List.of(
            "services/service-a",
            "services/service-b",
            "services/service-c",
            "streams-baseline",
            "capture-writer",
            "cli")) {
      Path target = clone.resolve(module).resolve("target");
      String name = Path.of(module).getFileName().toString();
      file(target.resolve(name + ".jar"), name);
      Path library = file(clone.resolve("repository/library-1.0.jar"), "library");
      file(target.resolve("runtime.classpath"), library.toString());
    }
    file(clone.resolve("infra/stack/target/agent/opentelemetry-javaagent.jar"), "agent");
    file(clone.resolve("observability/otel-agent.yaml"), "configuration");
  }

  private static Path file(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void startsAProgramAsTheLocalStackDoesFromFilesOfTheImage() throws IOException {
    ImageFolders.write(new Checkout(clone), images);

    List<String> local = new Programs(new Checkout(clone)).of(Component.SERVICE_A).command();
    List<String> words = Files.readAllLines(images.resolve("service-a/java.args"));
    assertThat(words)
        .hasSize(local.size() - 1)
        .contains(
            "\"-Xmx96m\"",
            "\"-Djdk.httpclient.disableRetryConnect=true\"",
            "\"-Djdk.httpclient.redirects.retrylimit=1\"",
            "\"-javaagent:/opt/spanline/opentelemetry-javaagent.jar\"",
            "\"-Dotel.config.file=/opt/spanline/otel-agent.yaml\"",
            "\"/opt/spanline/lib/service-a.jar:/opt/spanline/lib/library-1.0.jar\"")
        .endsWith("\"io.spanline.services.a.ServiceA\"");
    assertThat(images.resolve("service-a/opentelemetry-javaagent.jar")).hasContent("agent");
    assertThat(images.resolve("service-a/lib/library-1.0.jar")).hasContent("library");
  }

  @Test
  void makesAFolderOfEachProgram() throws IOException {
    ImageFolders.write(new Checkout(clone), images);

    assertThat(images.toFile().list())
        .containsExactlyInAnyOrder(
            "service-a", "service-b", "service-c", "streams-baseline", "capture-writer", "cli");
    assertThat(images.resolve("capture-writer/java.args"))
        .content()
        .contains("\"-XX:TieredStopAtLevel=4\"");
  }

  @Test
  void theSweeperIsTheCommandLineWithASmallHeap() throws IOException {
    ImageFolders.write(new Checkout(clone), images);

    List<String> whole = Files.readAllLines(images.resolve("cli/java.args"));
    List<String> sweeper = Files.readAllLines(images.resolve("cli/sweeper.args"));
    assertThat(sweeper)
        .contains("\"-Xmx64m\"", "\"-Dspanline.place=compose\"")
        .endsWith("\"io.spanline.cli.Spanline\"", "\"toxics\"", "\"sweep\"", "\"--watch\"");
    assertThat(List.of(whole, sweeper))
        .allSatisfy(words -> assertThat(words).contains("\"-Dsun.net.http.retryPost=false\""));
  }
}
