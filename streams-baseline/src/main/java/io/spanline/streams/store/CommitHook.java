package io.spanline.streams.store;

import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * A store that tells its processor before each commit, within the transaction. What the processor
 * puts into stores then is part of the commit, so a row that changes with each record is written
 * once a commit. Nothing may be forwarded then: the task's outputs are closed.
 *
 * <p>Kafka Streams asks every store for what its cache holds back before it commits, and a wrapper
 * of ours is asked like a cache.
 */
public final class CommitHook<K, V> extends WrappedStateStore<KeyValueStore<K, V>, K, V>
    implements KeyValueStore<K, V> {
  private Runnable beforeCommit = () -> {};

  private CommitHook(KeyValueStore<K, V> store) {
    super(store);
  }

  /** A builder of the same store with a hook. */
  public static <K, V> StoreBuilder<KeyValueStore<K, V>> around(
      StoreBuilder<KeyValueStore<K, V>> builder) {
    return new Builder<>(builder);
  }

  /**
   * The hook of a store that a processor got from its context.
   *
   * @throws IllegalArgumentException if {@link #around} did not build the store
   */
  public static CommitHook<?, ?> of(KeyValueStore<?, ?> store) {
    if (store instanceof CommitHook<?, ?> own) {
      return own;
    }
    CommitHook<?, ?> hook =
        store instanceof WrappedStateStore<?, ?, ?> wrapped
            ? wrapped.<CommitHook<?, ?>>findInner(hookType())
            : null;
    if (hook == null) {
      throw new IllegalArgumentException(
          "store %s must be built with a commit hook".formatted(store.name()));
    }
    return hook;
  }

  /** Runs this before each commit from now on, instead of what ran before. */
  public void beforeCommit(Runnable puts) {
    beforeCommit = puts;
  }

  /** A cache of this store comes after the hook, so that it may be put to as well. */
  @Override
  public void flushCache() {
    beforeCommit.run();
    super.flushCache();
  }

  @Override
  public void put(K key, V value) {
    wrapped().put(key, value);
  }

  @Override
  public V putIfAbsent(K key, V value) {
    return wrapped().putIfAbsent(key, value);
  }

  @Override
  public void putAll(List<KeyValue<K, V>> entries) {
    wrapped().putAll(entries);
  }

  @Override
  public V delete(K key) {
    return wrapped().delete(key);
  }

  @Override
  public V get(K key) {
    return wrapped().get(key);
  }

  @Override
  public KeyValueIterator<K, V> range(K from, K to) {
    return wrapped().range(from, to);
  }

  @Override
  public KeyValueIterator<K, V> reverseRange(K from, K to) {
    return wrapped().reverseRange(from, to);
  }

  @Override
  public KeyValueIterator<K, V> all() {
    return wrapped().all();
  }

  @Override
  public KeyValueIterator<K, V> reverseAll() {
    return wrapped().reverseAll();
  }

  @Override
  public long approximateNumEntries() {
    return wrapped().approximateNumEntries();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Class<CommitHook<?, ?>> hookType() {
    return (Class) CommitHook.class;
  }

  /** Builds what another builder builds, and a hook around it. */
  private record Builder<K, V>(StoreBuilder<KeyValueStore<K, V>> inner)
      implements StoreBuilder<KeyValueStore<K, V>> {

    @Override
    public KeyValueStore<K, V> build() {
      return new CommitHook<>(inner.build());
    }

    @Override
    public StoreBuilder<KeyValueStore<K, V>> withCachingEnabled() {
      return new Builder<>(inner.withCachingEnabled());
    }

    @Override
    public StoreBuilder<KeyValueStore<K, V>> withCachingDisabled() {
      return new Builder<>(inner.withCachingDisabled());
    }

    @Override
    public StoreBuilder<KeyValueStore<K, V>> withLoggingEnabled(Map<String, String> config) {
      return new Builder<>(inner.withLoggingEnabled(config));
    }

    @Override
    public StoreBuilder<KeyValueStore<K, V>> withLoggingDisabled() {
      return new Builder<>(inner.withLoggingDisabled());
    }

    @Override
    public Map<String, String> logConfig() {
      return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
      return inner.loggingEnabled();
    }

    @Override
    public String name() {
      return inner.name();
    }
  }
}
