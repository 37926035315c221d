;;; lsp-mode as the editor's page sets it up; emacs.el says what is done with it.  -*- lexical-binding: t -*-
(load (expand-file-name "emacs.el" (file-name-directory load-file-name)) nil t)
(require 'lsp-mode)

(setq lsp-auto-guess-root t lsp-enable-file-watchers nil lsp-warn-no-matched-clients nil)
(add-to-list 'lsp-language-id-configuration '(text-mode . "plaintext"))
(lsp-register-custom-settings '(("limner.dialect" "midjourney")))
(lsp-register-client
 (make-lsp-client :new-connection (lsp-stdio-connection limner-command)
                  :activation-fn (lambda (_file mode) (provided-mode-derived-p mode 'text-mode))
                  :add-on? t
                  :server-id 'limner))

(defun limner-connect ()
  "Start the server, and wait until it is there."
  (lsp-workspace-folders-add (file-name-directory buffer-file-name))
  (lsp)
  (limner-wait 30 (lambda ()
                    (and (lsp-workspaces)
                         (eq 'initialized (lsp--workspace-status (car (lsp-workspaces))))))))

(limner-drive #'limner-connect
              #'lsp-execute-code-action
              (lambda () (ignore-errors (lsp-workspace-shutdown (car (lsp-workspaces))))))
