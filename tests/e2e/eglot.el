;;; eglot as the editor's page sets it up; emacs.el says what is done with it.  -*- lexical-binding: t -*-
(load (expand-file-name "emacs.el" (file-name-directory load-file-name)) nil t)
(require 'eglot)
(setq eglot-sync-connect t eglot-connect-timeout 60)  ; The machine may be busy.

(advice-add 'eglot-handle-notification :before
            (lambda (_server method &rest params)
              (when (eq method 'window/showMessage)
                (push (plist-get params :message) limner-said))))
(setq-default eglot-workspace-configuration '(:limner (:dialect "midjourney")))
(add-to-list 'eglot-server-programs `((text-mode) . ,limner-command))

(limner-drive (lambda () (apply #'eglot--connect (eglot--guess-contact)))
              #'eglot-code-actions
              (lambda () (eglot-shutdown (eglot-current-server) nil 5)))
