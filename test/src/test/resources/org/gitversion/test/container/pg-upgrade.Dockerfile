# The image NEW with the server of the image OLD beside its own, as pg_upgrade needs both. Of the libraries
# that the old one loads those are taken along that the new system has no more.
ARG OLD
ARG NEW
FROM ${OLD} AS old
USER root
RUN mkdir -p /old/lib \
 && cp -r --parents "/usr/lib/postgresql/${PG_MAJOR}" "/usr/share/postgresql/${PG_MAJOR}" /old \
 && ldd "/usr/lib/postgresql/${PG_MAJOR}"/bin/* "/usr/lib/postgresql/${PG_MAJOR}"/lib/*.so 2>/dev/null \
  | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' | sort -u | xargs cp -Lt /old/lib

FROM ${NEW}
USER root
COPY --from=old /old /old
RUN cp -rn /old/usr/. /usr/ \
 && for file in /old/lib/*; do \
      ldconfig -p | grep -qF "${file##*/} " || cp "$file" /usr/local/lib/; \
    done \
 && ldconfig && rm -r /old
ENTRYPOINT ["sleep", "infinity"]
