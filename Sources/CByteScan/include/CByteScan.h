void cbs_placeholder(void);
