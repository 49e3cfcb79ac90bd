package io.spanline.experiments.toxic;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.spanline.clients.Toxic;
import io.spanline.topic.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
   */
  record Note(String api, String proxy, boolean enabled, Toxic toxic) {
    Note {
      Objects.requireNonNull(api);
      Objects.requireNonNull(proxy);
      Objects.requireNonNull(toxic);
    }

    Optional<LeasedToxic> leased() {
      return Lease.of(toxic.name()).map(lease -> new LeasedToxic(proxy, toxic, lease));
    }
  }

  /** Whether a removal of this toxic has begun and is not known to have ended. */
  boolean has(LeasedToxic leased) {
    return read(file(leased)).isPresent();
  }

  /** Whether an earlier removal of this toxic is to leave the proxy accepting connections. */
  boolean saysEnabled(LeasedToxic leased) {
    return read(file(leased)).map(Note::enabled).orElse(false);
  }

  /** Notes that a removal begins; on disk when it returns. */
  void begin(LeasedToxic leased, boolean enabled) throws IOException {
    Files.createDirectories(folder);
    Path next = folder.resolve(UUID.randomUUID() + ".next");
    try {
      try (FileChannel channel =
          FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer json =
            ByteBuffer.wrap(Json.write(new Note(api, leased.proxy(), enabled, leased.toxic())));
        while (json.hasRemaining()) {
          channel.write(json);
        }
        channel.force(true);
      }
      Files.move(
          next, file(leased), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  void end(LeasedToxic leased) throws IOException {
    Files.deleteIfExists(file(leased));
  }

  /** Removals that nobody can be at any more. */
  List<LeasedToxic> abandoned() {
    List<LeasedToxic> abandoned = new ArrayList<>();
    for (Path file : files()) {
      if (age(file).compareTo(ABANDONED) > 0) {
        read(file)
            .filter(note -> note.api().equals(api))
            .flatMap(Note::leased)
            .ifPresent(abandoned::add);
      }
    }
    return abandoned;
  }

  /** Either way: the clock may have been set back. */
  private static Duration age(Path file) {
    try {
      return Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now()).abs();
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
      found.forEach(files::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
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

  private Path file(LeasedToxic leased) {
    UUID id =
        UUID.nameUUIDFromBytes(Json.write(List.of(api, leased.proxy(), leased.toxic().name())));
    return folder.resolve(id + ENDING);
  }
}
