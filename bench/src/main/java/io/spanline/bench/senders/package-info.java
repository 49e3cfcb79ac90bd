/**
 * Senders with SDKs that others wrote: {@code ForeignSenders} names them, {@code Sdk} says how each
 * is installed and started, {@code SdkChain} lets services call each other.
 */
@NullMarked
package io.spanline.bench.senders;

import org.jspecify.annotations.NullMarked;
