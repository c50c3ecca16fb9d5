#include "CByteScan.h"
void cbs_placeholder(void) {}
