package io.spanline.captures;

import io.spanline.model.Name;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Sums by a name that anybody may have chosen. Once a budget of names is spent, what has a new one
 * is added to {@value #OTHER}, so that no traffic makes a process or a file grow without bound.
 */
public final class NamedRows<T> {
  public static final int MOST_SERVICES = 300;
  public static final int MOST_OPERATIONS = 2_000;

  static final String OTHER = "__other__";

  private final Map<String, T> rows = new HashMap<>();
  private final Budget budget;
  private final Supplier<T> empty;

  public NamedRows(Budget budget, Supplier<T> empty) {
    this.budget = budget;
    this.empty = empty;
  }

  /** How many names there may be; several maps may share one. */
  public static final class Budget {
    private final String names;
    private final int most;
    private int taken;
    private boolean exceeded;

    public Budget(String names, int most) {
      this.names = names;
      this.most = most;
    }

    public boolean exceeded() {
      return exceeded;
    }

    public String words() {
      return "more than %s %s: those that came later are counted together as %s"
          .formatted(most, names, OTHER);
    }

    private boolean takes() {
      exceeded |= taken == most;
      taken += exceeded ? 0 : 1;
      return !exceeded;
    }
  }

  /** The sums of a name, which is as short as {@link Name#of} makes it. */
  public T row(String name) {
    T row = rows.get(name);
    if (row != null) {
      return row;
    }
    return rows.computeIfAbsent(budget.takes() ? name : OTHER, added -> empty.get());
  }

  /** By name. */
  public SortedMap<String, T> rows() {
    return new TreeMap<>(rows);
  }
}
