package io.spanline.stack.tool;

import io.spanline.stack.Folders;
import io.spanline.stack.Received;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.tool.HttpFiles.Fetched;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The release that a tool's own project publishes: downloaded into the cache, compared with the sum
 * published beside it, and only then unpacked. Whatever goes wrong on the way is told, and the tool
 * does not come from here.
 *
 * <p>{@link #close} stops a download under way and returns once nothing of it is left.
 */
final class ReleaseArchive implements ToolSource, AutoCloseable {
  private static final long MOST_BYTES = 1L << 30;
  private static final long MOST_SUMS_BYTES = 1L << 20;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ToolCache cache;
  private final @Nullable URI base;
  private final HttpFiles files;
  private final UnderWay underWay = new UnderWay();
  private final Map<Tool, String> failures = new ConcurrentHashMap<>();

  /**
   * @param base what the releases' addresses begin with; empty: nothing is downloaded
   */
  ReleaseArchive(ToolCache cache, Optional<URI> base, HttpFiles files) {
    this.cache = cache;
    this.base = base.orElse(null);
    this.files = files;
  }

  /** Whether it would try to download at all. */
  boolean isOn() {
    return base != null && cache.platform().hasReleases();
  }

  /** Why the tool did not come from here; null if that was not tried. */
  @Nullable String failure(Tool tool) {
    return failures.get(tool);
  }

  @Override
  public @Nullable FoundTool find(Tool tool, StackListener listener) throws InterruptedException {
    if (base == null || !isOn()) {
      return null;
    }
    String step = "download " + tool.title();
    long began = System.nanoTime();
    listener.started(step, Duration.ZERO);
    try (ToolLock lock = cache.lock(tool, step, listener)) {
      FoundTool found = cache.find(tool, listener);
      if (found == null) {
        found = download(tool, base, lock, listener);
      }
      listener.finished(step, Duration.ofNanos(System.nanoTime() - began));
      return found;
    } catch (DownloadFailed e) {
      String why = String.valueOf(e.getMessage());
      failures.put(tool, why);
      listener.gaveUp(step, why);
      return null;
    } catch (IOException e) {
      // The next way would need the same folder, and more room in it.
      throw cache.refusal(e);
    }
  }

  private FoundTool download(Tool tool, URI from, ToolLock lock, StackListener listener)
      throws DownloadFailed, IOException, InterruptedException {
    underWay.begin(tool.title() + " was downloaded");
    try {
      Path part = lock.newPart();
      try {
        return download(tool, from, part, listener);
      } finally {
        Folders.remove(part);
      }
    } finally {
      underWay.end();
    }
  }

  private FoundTool download(Tool tool, URI from, Path part, StackListener listener)
      throws DownloadFailed, IOException, InterruptedException {
    ReleaseAsset asset = ReleaseAsset.of(tool, cache.platform());
    URI address = asset.address(from);
    String sum = publishedSum(tool, asset, from, part);
    Path file = part.resolve("asset");
    Fetched fetched = files.fetch(address, file, MOST_BYTES, watch(tool, listener));
    if (!fetched.sha256().equals(sum)) {
      throw new DownloadFailed(
          "%s has the SHA-256 %s, but %s publishes %s: it is deleted"
              .formatted(address, fetched.sha256(), asset.sums(), sum));
    }
    Path program = program(asset, file, part);
    listener.detail(
        "download " + tool.title(),
        "%s from %s, SHA-256 as published".formatted(fetched.size().whole(), from));
    Provenance provenance = Provenance.downloaded(address, asset.sumsAddress(from), sum);
    return new FoundTool(tool, cache.publish(tool, part, program, provenance), "downloaded");
  }

  private String publishedSum(Tool tool, ReleaseAsset asset, URI from, Path part)
      throws DownloadFailed, IOException, InterruptedException {
    Path file = part.resolve("sums");
    files.fetch(asset.sumsAddress(from), file, MOST_SUMS_BYTES, watch(tool, StackListener.SILENT));
    // Latin 1 reads any bytes; a name that we look for is ASCII.
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    String sum = new PublishedSums(text).of(asset.file());
    if (sum == null) {
      throw new DownloadFailed(
          "%s publishes no sum of %s".formatted(asset.sumsAddress(from), asset.file()));
    }
    return sum;
  }

  private static Path program(ReleaseAsset asset, Path file, Path part)
      throws DownloadFailed, IOException {
    Path program = file;
    if (!asset.member().isEmpty()) {
      program = part.resolve("program");
      new ProgramArchive(file).unpack(asset.member(), program);
    }
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private HttpFiles.Watch watch(Tool tool, StackListener listener) {
    return new HttpFiles.Watch() {
      @Override
      public void received(Received soFar) {
        listener.received("download " + tool.title(), soFar);
      }

      @Override
      public void check() {
        if (underWay.isClosed()) {
          throw new StackFailure("stopped while %s was downloaded".formatted(tool.title()));
        }
      }
    };
  }

  @Override
  public void close() {
    underWay.close();
    // The thread that downloads sees it, and removes what is half there.
    underWay.await(GRACE);
  }
}
