import Glibc

/// Takes files away.
package enum FileRemoval {
    /// Removes a file; one that is not there is no failure.
    ///
    /// - Throws: ``FileFailure`` when it cannot be removed.
    package static func remove(_ path: String) throws(FileFailure) {
        // SAFETY: unlink reads the string, which lives during the call.
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw .last("remove", path) }
    }
}
