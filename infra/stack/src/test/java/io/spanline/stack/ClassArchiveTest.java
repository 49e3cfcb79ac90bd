package io.spanline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir Path root;
  private Path jar;

  @BeforeEach
  void jar() throws Exception {
    jar = Files.writeString(root.resolve("app.jar"), "classes");
  }

  @Test
  void isWrittenByTheFirstRunAndReadByTheNext() throws Exception {
    ClassArchive first = archive(jar);
    List<String> writing = first.options();
    Files.writeString(first.recording(), "archive");

    first.ended(143);

    assertThat(writing).contains("-XX:ArchiveClassesAtExit=" + first.recording());
    assertThat(archive(jar).options()).contains("-XX:SharedArchiveFile=" + first.file());
  }

  @Test
  void isNotKeptOfARunThatWasKilled() throws Exception {
    ClassArchive archive = archive(jar);
    archive.options();
    Files.writeString(archive.recording(), "torn");

    archive.ended(137);

    assertThat(files()).isEmpty();
  }

  @Test
  void isMadeAnewForAnotherBuildAndTheOldOneRemoved() throws Exception {
    ClassArchive old = archive(jar);
    old.options();
    Files.writeString(old.recording(), "archive");
    old.ended(0);
    Files.writeString(jar, "other classes");

    ClassArchive archive = archive(jar);

    assertThat(archive.options()).contains("-XX:ArchiveClassesAtExit=" + archive.recording());
    assertThat(files()).isEmpty();
  }

  @Test
  void leavesAFileThatIsNoArchiveAlone() throws Exception {
    Path notes = root.resolve(".spanline/cds/app-1.jsa.x");
    Files.createDirectories(notes.getParent());
    Files.writeString(notes, "not ours");

    archive(jar).options();

    assertThat(files()).containsExactly(notes);
  }

  @Test
  void isOfNoUseWithFoldersOnTheClassPath() {
    assertThat(ClassArchive.of(new Checkout(root), "app", jar + ":" + root)).isNull();
  }

  private ClassArchive archive(Path classPath) {
    return ClassArchive.of(new Checkout(root), "app", classPath.toString());
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(root.resolve(".spanline/cds"))) {
      return files.toList();
    }
  }
}
