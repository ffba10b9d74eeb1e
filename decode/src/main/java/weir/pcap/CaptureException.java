package weir.pcap;

import org.jspecify.annotations.Nullable;

/** A capture cannot be read. The message names the file, the offset in the uncompressed capture and what is wrong. */
public final class CaptureException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final long offset;

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
