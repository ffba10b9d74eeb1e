package weir.pcap;

import org.jspecify.annotations.Nullable;

/** A capture cannot be read. The message names the file, what is wrong and where in the uncompressed capture. */
public final class CaptureException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final long offset;

    /** Something is wrong with the file as a whole. */
    CaptureException(String file, String what, Throwable cause) {
        super(file + ": " + what, cause);
        this.file = file;
        this.offset = 0;
    }

    /** Something is wrong at a place. */
    CaptureException(String file, long offset, String what, @Nullable Throwable cause) {
        super(file + ": at byte " + offset + ": " + what, cause);
        this.file = file;
        this.offset = offset;
    }

    /** Name of the capture as it was given. */
    public String file() {
        return file;
    }

    /** Where in the uncompressed capture the unreadable part begins. */
    public long offset() {
        return offset;
    }
}
