package weir.bench;

import java.nio.file.Path;

/** Something that can be done with a capture again and again. */
interface Pass {

    /** One pass over the whole capture. */
    Totals run(Path capture);
}
