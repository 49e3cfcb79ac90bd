package io.spanline.streams.store;

/** A store holds rows that another version of the program wrote. */
public final class UnknownRowFormatException extends RuntimeException {

  public UnknownRowFormatException(String store, byte format) {
    super(
        "store %s holds rows of format %d, this version reads %d only"
            .formatted(store, format, RowFormat.CURRENT));
  }
}
