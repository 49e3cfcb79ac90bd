package io.spanline.experiments.toxic;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.spanline.clients.Toxic;
import io.spanline.topic.Json;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Removals that have begun and are not known to have ended, a file each. While a toxic hangs on a
 * proxy, nothing can be written down in Toxiproxy itself.
 */
final class Notes {
  private static final String ENDING = ".json";

  /** Longer than any removal. */
  private static final Duration ABANDONED = Duration.ofSeconds(15);

  private final Path folder;
  private final String api;

  Notes(Path folder, String api) {
    this.folder = folder;
    this.api = api;
  }

  /**
   * A removal.
   *
   * @param api host and port of its Toxiproxy
   * @param enabled whether the proxy is to accept connections afterwards
   * @param by who takes the toxic off; null if no journal knows of it
   */
  record Note(String api, String proxy, boolean enabled, Toxic toxic, @Nullable By by) {
    Note {
      Objects.requireNonNull(api);
      Objects.requireNonNull(proxy);
      Objects.requireNonNull(toxic);
    }

    Optional<LeasedToxic> leased() {
      return LeasedToxic.of(proxy, toxic);
    }
  }

  /** Whether a removal of this toxic has begun and is not known to have ended. */
  boolean has(LeasedToxic leased) {
    return Files.exists(file(leased.proxy(), leased.toxic().name()));
  }

  /** Whether nobody can be at the removal of this toxic any more, which had begun. */
  boolean isAbandoned(LeasedToxic leased) {
    Path file = file(leased.proxy(), leased.toxic().name());
    return isOld(file) && read(file).isPresent();
  }

  /** Whether a removal that has begun is to leave this proxy accepting connections. */
  boolean saysEnabled(String proxy) {
    return files().stream()
        .flatMap(file -> read(file).stream())
        .anyMatch(note -> note.api().equals(api) && note.proxy().equals(proxy) && note.enabled());
  }

  /** Whether an earlier removal of this toxic is to leave the proxy accepting connections. */
  boolean saysEnabled(LeasedToxic leased) {
    return read(file(leased.proxy(), leased.toxic().name())).map(Note::enabled).orElse(false);
  }

  /** Notes that a removal begins; on disk when it returns. */
  void begin(LeasedToxic leased, boolean enabled, @Nullable By by) throws IOException {
    Files.createDirectories(folder);
    Path next = folder.resolve(UUID.randomUUID() + ".next");
    try {
      try (FileChannel channel =
          FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer json =
            ByteBuffer.wrap(Json.write(new Note(api, leased.proxy(), enabled, leased.toxic(), by)));
        while (json.hasRemaining()) {
          channel.write(json);
        }
        channel.force(true);
      }
      Files.move(
          next,
          file(leased.proxy(), leased.toxic().name()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  void end(String proxy, String toxic) throws IOException {
    Files.deleteIfExists(file(proxy, toxic));
  }

  /** Removals that nobody can be at any more. */
  List<Note> abandoned() {
    return notes(Notes::isOld);
  }

  /** All removals that are not known to have ended. */
  List<Note> begun() {
    return notes(file -> true);
  }

  private List<Note> notes(Predicate<Path> isWanted) {
    return files().stream()
        .filter(isWanted)
        .flatMap(file -> read(file).stream())
        .filter(note -> note.api().equals(api))
        .toList();
  }

  /** Either way: the clock may have been set back. */
  private static boolean isOld(Path file) {
    try {
      return Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now())
              .abs()
              .compareTo(ABANDONED)
          > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
      found.forEach(files::add);
    } catch (IOException e) {
      // No removal has begun, if the folder is not there.
      return List.of();
    }
    return files;
  }

  /** None also if it was taken away meanwhile; one that is no note is dropped. */
  private static Optional<Note> read(Path file) {
    try {
      return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), Note.class));
    } catch (JsonProcessingException e) {
      drop(file);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void drop(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It stays, and is dropped another time.
    }
  }

  private Path file(String proxy, String toxic) {
    UUID id = UUID.nameUUIDFromBytes(Json.write(List.of(api, proxy, toxic)));
    return folder.resolve(id + ENDING);
  }
}
