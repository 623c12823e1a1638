/* Linux calls that glibc declares only under _GNU_SOURCE, which Swift's Glibc module is built without. */

/* renameat2(2): rename; with RENAME_NOREPLACE it never replaces, with RENAME_EXCHANGE two names change places at once. */
int renameat2(int fromFolder, const char *fromName, int toFolder, const char *toName, unsigned int flags);

/* syncfs(2): writes everything of the file system that the descriptor stands on to its disk. */
int syncfs(int descriptor);

/* getdents64(2): entries of a folder from where the descriptor stands, as many as fit; 0 at the end. glibc has it since 2.30.
   On 64-bit machines each entry is a struct dirent. */
long getdents64(int descriptor, void *block, unsigned long bytes);

/* linux/fs.h */
enum { KIT_RENAME_NOREPLACE = 1, KIT_RENAME_EXCHANGE = 2 };

#include <sys/vfs.h>

/* fstatfs(2): the kind of file system that the descriptor stands on; 0 when the system does not say. */
static inline long kit_file_system_kind(int descriptor) {
  struct statfs status;
  return fstatfs(descriptor, &status) == 0 ? (long)status.f_type : 0;
}
