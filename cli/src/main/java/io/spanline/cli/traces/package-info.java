/** The verbs that show traces, spans and the ledger. */
@NullMarked
package io.spanline.cli.traces;

import org.jspecify.annotations.NullMarked;
