package io.spanline.stack.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.Restart;
import io.spanline.stack.Checkout;
import io.spanline.topic.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks the stack that runs in a clone to start its Toxiproxy anew, by a file that the stack removes
 * once it has done so.
 */
public final class ToxiproxyRestart implements Restart {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 50;

  private final Checkout checkout;

  public ToxiproxyRestart(Checkout checkout) {
    this.checkout = checkout;
  }

  /**
   * The toxic that could not be taken off.
   *
   * @param proxy its proxy's name
   * @param toxic its name
   */
  public record Request(String proxy, String toxic) {
    public Request {
      Objects.requireNonNull(proxy);
      Objects.requireNonNull(toxic);
    }

    /** The request that waits; none if there is none, or one that cannot be read. */
    public static Optional<Request> read(Path file) throws IOException {
      try {
        return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), Request.class));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (JsonProcessingException e) {
        Files.deleteIfExists(file);
        return Optional.empty();
      }
    }

    void write(Path file) throws IOException {
      Path next = Files.createTempFile(file.getParent(), "restart-", ".next");
      Files.write(next, Json.write(this));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** False also if no stack runs, or it has not done so within 10 s. */
  @Override
  public boolean restart(LeasedToxic stuck) {
    Path file = checkout.toxiproxyRestart();
    try {
      if (!isRunning()) {
        return false;
      }
      new Request(stuck.proxy(), stuck.lease().toxic()).write(file);
      boolean done = isGone(file);
      Files.deleteIfExists(file);
      return done;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isGone(Path file) throws IOException {
    long began = System.nanoTime();
    // A stack that could not do it ends, and leaves the file.
    while (isRunning() && System.nanoTime() - began < PATIENCE.toNanos()) {
      if (!Files.exists(file)) {
        return true;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private boolean isRunning() throws IOException {
    return RunningStack.find(checkout).filter(RunningStack::ready).isPresent();
  }
}
