# lunette_embed_image(OUT IMAGE WEIGHTS): writes an assembler file that holds the compiled dictionaries and the weights of the
# tagger, for core/lua/embedded.h.
# Assembled, not compiled: megabytes take no time. (The scripts are embedded by lunette-precompile.)
function(lunette_embed_image out image weights)
  set(body ".section .rodata\n.balign 64\n.global lun_embedded_image\nlun_embedded_image:\n.incbin \"${image}\"\n")
  string(APPEND body ".global lun_embedded_image_end\nlun_embedded_image_end:\n.byte 0\n")
  string(APPEND body ".global lun_embedded_image_digest\nlun_embedded_image_digest:\n.incbin \"${image}.sha256\"\n.byte 0\n")
  string(APPEND body ".balign 64\n.global lun_embedded_weights\nlun_embedded_weights:\n.incbin \"${weights}\"\n")
  string(APPEND body ".global lun_embedded_weights_end\nlun_embedded_weights_end:\n.byte 0\n")
  string(APPEND body ".section .note.GNU-stack,\"\",%progbits\n")
  file(CONFIGURE OUTPUT ${out} CONTENT "${body}" @ONLY NEWLINE_STYLE UNIX)
  set_source_files_properties(${out} PROPERTIES OBJECT_DEPENDS "${image};${weights}")
endfunction()
